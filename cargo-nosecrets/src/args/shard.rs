//! `--shard K/N`.

use nosecrets_engine::shard::Shard;

/// Parses `K/N`.
pub(crate) fn parse(text: &str) -> Result<Shard, String> {
    let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    let (number, of) = numbers.ok_or("write it as K/N, such as 1/3")?;
    Shard::new(number, of).ok_or_else(|| format!("there is no shard {number} of {of}"))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn only_shares_that_there_are_can_be_named() {
        assert_eq!(parse("2/3").map(|shard| (shard.number(), shard.of())), Ok((2, 3)));
        for wrong in ["", "1", "0/3", "4/3", "1/0", "-1/3", "a/b", "1/3/5"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
