//! Sizes of files, such as `500K` or `10M`.

/// The number of bytes that `text` says; K, M and G are powers of 1024.
///
/// # Errors
/// If it is no size, or more than fits into 64 bits.
pub fn parse(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let unit_at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(unit_at);
    let wrong = || "not a size: write a number of bytes, such as `500K` or `10M`".to_owned();
    let factor = factor(unit.trim()).ok_or_else(wrong)?;
    let number: u64 = number.parse().map_err(|_| wrong())?;
    number.checked_mul(factor).ok_or_else(wrong)
}

fn factor(unit: &str) -> Option<u64> {
    let unit = unit.to_ascii_uppercase();
    match unit.trim_end_matches('B').trim_end_matches('I') {
        "" => Some(1),
        "K" => Some(1 << 10),
        "M" => Some(1 << 20),
        "G" => Some(1 << 30),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn units_are_powers_of_1024() {
        assert_eq!(parse("123"), Ok(123));
        assert_eq!(parse("10M"), Ok(10 << 20));
        assert_eq!(parse("10 MiB"), Ok(10 << 20));
        assert_eq!(parse("1kb"), Ok(1024));
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for wrong in ["", "M", "-1", "1.5M", "10 parsecs", "99999999999999G"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
