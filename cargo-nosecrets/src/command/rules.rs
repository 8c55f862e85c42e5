//! `rules check` and `rules import`: custom detectors.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nosecrets_detectors::Tier;
use nosecrets_detectors::spec::guard;
use nosecrets_engine::masks;
use nosecrets_engine::own::check::{self, Wrong};
use nosecrets_engine::own::written;

use crate::args::{Args, RulesCommand};
use crate::config::{self, Problem};
use crate::environment::{Environment, Streams};
use crate::error::Error;
use crate::exit::Exit;
use crate::import::{self, Carried, Imported};
use crate::output::file::Destination;
use crate::output::style::Styles;
use crate::output::text;

/// Runs the subcommand.
pub(crate) fn run(
    command: &RulesCommand,
    args: &Args,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    match command {
        RulesCommand::Check { file } => {
            let styles = Styles::for_err(args.output.color, environment);
            check_file(file.as_deref(), &styles, environment, streams)
        }
        RulesCommand::Import { file, output } => import_file(file, output.as_deref(), environment, streams),
    }
}

fn check_file(
    file: Option<&Path>,
    styles: &Styles,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let path = settings_file(file, environment)?;
    let source: Arc<str> = read(&path)?.into();
    let problem = |at, title: String| Problem::new(&path, Arc::clone(&source), at, title, "");
    let written = written::parse(&source).map_err(|(at, title)| Error::Config(vec![problem(at, title)]))?;
    let tell = |wrong: Wrong| Error::Config(wrong.problems(&path, &source, &written));
    let catalogue = check::check(&written).map_err(tell)?.catalogue();
    for note in check::clashes(&written) {
        let note = problem(note.place(&written), note.text);
        streams.err.write_all(config::render_warning(&note, styles, &environment.cwd).as_bytes())?;
    }
    let tiers = Tier::ALL.iter().map(|tier| format!("{} {}", guard::count(catalogue, *tier), tier.name()));
    let tiers = tiers.collect::<Vec<_>>().join(", ");
    writeln!(streams.out, "{}: {tiers}", text::count(written.len(), "valid detector"))?;
    Ok(Exit::Clean)
}

/// The given file, or the one that a scan would read.
fn settings_file(file: Option<&Path>, environment: &Environment) -> Result<PathBuf, Error> {
    let found = file.map(|file| environment.cwd.join(file)).or_else(|| config::settings_file(&environment.cwd));
    found.ok_or_else(|| {
        Error::new("there is no nosecrets.toml here or above")
            .help(Some("name the file: `cargo nosecrets rules check FILE`"))
    })
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source| Error::new(format!("cannot read `{}`: {source}", text::path(path))))
}

fn import_file(
    file: &Path,
    output: Option<&Path>,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let path = environment.cwd.join(file);
    let is_yaml = path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml");
    let imported = import::import(&read(&path)?, is_yaml)
        .map_err(|why| Error::new(format!("cannot import `{}`: {}", text::path(file), why.trim_end())))?;
    report(&imported, streams)?;
    if imported.carried.is_empty() {
        return Err(Error::new("no rule could be translated"));
    }
    let toml = import::toml(&imported, &text::path(Path::new(file.file_name().unwrap_or_default())));
    let destination = Destination::open(output, &environment.cwd)?;
    destination.write(streams.out, |out| out.write_all(toml.as_bytes()))?;
    Ok(Exit::Clean)
}

/// Reports what was translated, what got lost, and what was left out.
fn report(imported: &Imported, streams: &mut Streams<'_>) -> Result<(), Error> {
    let Imported { carried, left_out, lost } = imported;
    let err = &mut String::new();
    for lost in lost {
        err.push_str(&format!("not translated: {lost}\n"));
    }
    for Carried { detector, lost, why_regex } in carried {
        if let Some(why) = why_regex {
            err.push_str(&format!("{}: with `regex`, which takes longer than a pattern: {why}\n", detector.id));
        }
        if !lost.is_empty() {
            err.push_str(&format!("{}: without {}\n", detector.id, lost.join("; ")));
        }
    }
    for (id, why) in left_out {
        err.push_str(&format!("{id}: left out: {why}\n"));
    }
    let whole = carried.iter().filter(|carried| carried.lost.is_empty()).count();
    let regexes = match carried.iter().filter(|carried| carried.why_regex.is_some()).count() {
        0 => String::new(),
        number => format!(", {number} with `regex`"),
    };
    err.push_str(&format!(
        "{} translated, {whole} of them completely{regexes}; {} left out\n",
        text::count(carried.len(), "rule"),
        left_out.len()
    ));
    // Rules quote the tokens that they find.
    Ok(streams.err.write_all(masks::mask(err).as_bytes())?)
}
