//! `--list`: all rules.

use std::io::{self, Write};

use nosecrets_core::{BUILTIN, Detector};
use nosecrets_engine::Rule;
use nosecrets_engine::rule::Semantic;
use serde_json::{Value, json};

use crate::args::{Args, Form};
use crate::catalogue;
use crate::environment::{Environment, Streams};
use crate::error::Error;
use crate::exit::Exit;
use crate::output::style::Styles;

const HEADINGS: [&str; 6] = ["ID", "PROVIDER", "TIER", "SEVERITY", "VARIABLE", "TITLE"];

/// Writes a table, or a JSON document if that is asked for.
pub(crate) fn run(args: &Args, environment: &Environment, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    match args.output.form() {
        Form::Human | Form::Short => {
            table(&rows(), &Styles::for_out(args.output.color, environment), streams.out)?;
        }
        Form::Json | Form::Cargo(_) => document(streams.out)?,
        Form::Sarif => return Err(Error::new("rules are listed as `human` or `json`")),
    }
    Ok(Exit::Clean)
}

/// Detectors, then rules about what the code does.
fn rows() -> Vec<[&'static str; 6]> {
    let semantic = |rule: &'static Semantic| [rule.id, "-", "semantic", rule.severity.name(), "-", rule.title];
    BUILTIN.detectors.iter().map(row).chain(Rule::semantic().map(semantic)).collect()
}

fn table(rows: &[[&str; 6]], styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
    let mut widths = HEADINGS.map(str::len);
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.len().max(*width);
        }
    }
    let bold = styles.bold;
    writeln!(out, "{bold}{}{bold:#}", line(&HEADINGS, &widths))?;
    rows.iter().try_for_each(|row| writeln!(out, "{}", line(row, &widths)))
}

fn row(detector: &'static Detector) -> [&'static str; 6] {
    let &Detector { id, provider, title, env, tier, severity, .. } = detector;
    [id, provider, tier.name(), severity.name(), env, title]
}

fn line(cells: &[&str; 6], widths: &[usize; 6]) -> String {
    let cells = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

fn document(out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<_> = BUILTIN.detectors.iter().map(entry).chain(Rule::semantic().map(semantic_entry)).collect();
    serde_json::to_writer_pretty(&mut *out, &json!({ "schema_version": 1, "rules": rules }))?;
    writeln!(out)
}

fn semantic_entry(rule: &Semantic) -> Value {
    json!({
        "id": rule.id,
        "provider": null,
        "title": rule.title,
        "tier": "semantic",
        "group": rule.group.name(),
        "severity": rule.severity.name(),
        "confidence": rule.confidence.name(),
        "env": null,
        "url": null,
        "pattern": null,
    })
}

fn entry(detector: &Detector) -> Value {
    json!({
        "id": detector.id,
        "provider": detector.provider,
        "title": detector.title,
        "tier": detector.tier.name(),
        "group": detector.group().name(),
        "severity": detector.severity.name(),
        "confidence": detector.confidence.name(),
        "env": detector.env,
        "url": catalogue::provider(detector.provider).map(|provider| provider.url),
        "pattern": catalogue::text(detector).map(|text| text.pattern),
    })
}
