//! Figures of the crates as a table in Markdown.

use std::fmt::Write as _;

use super::Crate;
use super::figures::{Figures, Function};
use super::limits::{FILE_LINES, FUNCTION_LINES};

/// A function with this number of parameters counts as one with many.
const MANY_PARAMETERS: usize = 6;

const HEAD: &str = "\
| | files | file median / p95 / max | >400 | fns | fn median / p95 / p99 / max | >60 | ≥6 params \
| doc % / plain % | pub / pub(crate)+super | allow/expect attr | unwrap/expect |
|---|--:|---|--:|--:|---|--:|--:|---|---|--:|--:|
";

/// Returns the table, and below it the largest circle of each crate.
pub(super) fn of(crates: &[Crate]) -> String {
    let mut text = HEAD.to_owned();
    let all: Vec<&Figures> = crates.iter().flat_map(|krate| &krate.figures).collect();
    text += &row("all", &all);
    for krate in crates {
        text += &row(&krate.name, &krate.figures.iter().collect::<Vec<_>>());
    }
    for krate in crates {
        text += &circle(krate);
    }
    text
}

fn row(name: &str, files: &[&Figures]) -> String {
    let sum = |count: &dyn Fn(&Figures) -> usize| files.iter().map(|file| count(file)).sum::<usize>();
    let functions: Vec<&Function> = files.iter().flat_map(|file| &file.functions).collect();
    let sorted = |mut values: Vec<usize>| {
        values.sort_unstable();
        values
    };
    let file_lines = sorted(files.iter().map(|file| file.lines).collect());
    let lines = sorted(functions.iter().map(|function| function.lines).collect());
    let code = sum(&|file| file.code_lines);
    let cells = [
        name.to_owned(),
        files.len().to_string(),
        percentiles(&file_lines, &[50, 95, 100]),
        file_lines.iter().filter(|&&lines| lines > FILE_LINES).count().to_string(),
        functions.len().to_string(),
        percentiles(&lines, &[50, 95, 99, 100]),
        lines.iter().filter(|&&lines| lines > FUNCTION_LINES).count().to_string(),
        functions.iter().filter(|function| function.parameters >= MANY_PARAMETERS).count().to_string(),
        format!("{} / {}", share(sum(&|file| file.doc_lines), code), share(sum(&|file| file.plain_lines), code)),
        format!("{} / {}", sum(&|file| file.public), sum(&|file| file.restricted)),
        sum(&|file| file.lint_attributes).to_string(),
        sum(&|file| file.unwraps).to_string(),
    ];
    format!("| {} |\n", cells.join(" | "))
}

fn circle(krate: &Crate) -> String {
    let mut text = format!("\n{}: largest circle: {} of {} files\n", krate.name, krate.circle.len(), krate.files.len());
    for (path, named) in krate.circle_paths() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {path} -> {}", named.join(", "));
    }
    text
}

/// Returns these percentiles of sorted values, by the nearest rank.
fn percentiles(sorted: &[usize], shares: &[usize]) -> String {
    let value = |share: &usize| {
        let rank = (sorted.len() * share).div_ceil(100);
        sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default().to_string()
    };
    shares.iter().map(value).collect::<Vec<_>>().join(" / ")
}

/// Returns a share in percent, with one digit after the point.
fn share(part: usize, whole: usize) -> String {
    let tenths = (part * 1000 + whole / 2).checked_div(whole).unwrap_or_default();
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_value_at_the_nearest_rank() {
        let values: Vec<usize> = (1..=200).collect();
        assert_eq!(percentiles(&values, &[50, 95, 99, 100]), "100 / 190 / 198 / 200");
        assert_eq!(percentiles(&[7], &[50, 100]), "7 / 7");
        assert_eq!(percentiles(&[], &[50]), "0");
    }

    #[test]
    fn a_share_is_rounded_to_a_tenth_of_a_percent() {
        assert_eq!(share(1, 3), "33.3");
        assert_eq!(share(2, 3), "66.7");
        assert_eq!(share(0, 0), "0.0");
    }
}
