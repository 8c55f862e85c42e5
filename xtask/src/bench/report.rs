//! The table in `docs/benchmarks.md` and the chart beside it.

use std::fmt::Write as _;
use std::fs;

use super::corpus::Size;
use super::measure::Series;
use super::tool::Tool;
use crate::run::workspace;

/// Between these lines of the page stands what a run wrote.
const BEGIN: &str = "<!-- written by cargo xtask bench -->";
const END: &str = "<!-- end -->";

/// Prints the table, and writes it and the chart into `docs`.
pub(super) fn write(size: &Size, tools: &[Tool], series: &[Series]) -> Result<(), String> {
    let table = table(size, tools, series);
    print!("{table}");
    let page = workspace().join("docs/benchmarks.md");
    let failed = |error: std::io::Error| format!("{}: {error}", page.display());
    let text = fs::read_to_string(&page).map_err(failed)?;
    let (head, tail) = text
        .split_once(BEGIN)
        .and_then(|(head, rest)| Some((head, rest.split_once(END)?.1)))
        .ok_or_else(|| format!("{}: `{BEGIN}` and `{END}` are missing", page.display()))?;
    fs::write(&page, format!("{head}{BEGIN}\n\n![Wall time of each tool](benchmarks.svg)\n\n{table}\n{END}{tail}"))
        .map_err(failed)?;
    fs::write(workspace().join("docs/benchmarks.svg"), chart(tools, series)).map_err(failed)
}

fn table(size: &Size, tools: &[Tool], series: &[Series]) -> String {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let base = series.first().map_or(1.0, Series::wall);
    let mut text = format!(
        "{} files, {} MB; {threads} processors; medians of interleaved runs, after one to warm the caches.\n\n",
        size.files,
        size.bytes / 1_000_000
    );
    text.push_str("| tool | runs | wall s | × nosecrets | CPU s | peak MiB | findings |\n");
    text.push_str("|---|--:|--:|--:|--:|--:|--:|\n");
    for (tool, series) in tools.iter().zip(series) {
        let findings = series.findings().map_or("–".to_owned(), |findings| findings.to_string());
        let (wall, cpu, peak) = (series.wall(), series.cpu(), series.peak());
        let (ratio, name, runs) = (wall / base, &tool.name, series.len());
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {name} | {runs} | {wall:.2} | {ratio:.2} | {cpu:.2} | {peak:.0} | {findings} |");
    }
    text
}

/// Bars of the wall times. One much longer than the others is cut off.
fn chart(tools: &[Tool], series: &[Series]) -> String {
    const ROW: f64 = 26.0;
    const LEFT: f64 = 220.0;
    const WIDTH: f64 = 400.0;
    let mut walls: Vec<f64> = series.iter().map(Series::wall).collect();
    walls.sort_by(f64::total_cmp);
    let typical = walls.iter().rev().find(|wall| **wall <= 20.0 * walls[walls.len() / 2]);
    let scale = typical.copied().unwrap_or(1.0).max(f64::MIN_POSITIVE);
    let height = ROW * tools.len() as f64 + 10.0;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"{height}\" font-family=\"sans-serif\" \
         font-size=\"13\" fill=\"#57606a\">\n"
    );
    for (row, (tool, series)) in tools.iter().zip(series).enumerate() {
        let (y, wall) = (ROW * row as f64 + 5.0, series.wall());
        let width = (wall / scale).min(1.0) * WIDTH;
        let colour = if tool.name.starts_with("nosecrets") { "#2da44e" } else { "#8c959f" };
        let cut = if wall > scale { " (cut off)" } else { "" };
        let (middle, from, after) = (y + 15.0, LEFT - 8.0, LEFT + width + 6.0);
        let _ = writeln!(
            text,
            "<text x=\"{from}\" y=\"{middle}\" text-anchor=\"end\">{}</text>\
             <rect x=\"{LEFT}\" y=\"{y}\" width=\"{width:.1}\" height=\"18\" rx=\"3\" fill=\"{colour}\"/>\
             <text x=\"{after:.1}\" y=\"{middle}\">{wall:.2} s{cut}</text>",
            tool.name
        );
    }
    text.push_str("</svg>\n");
    text
}
