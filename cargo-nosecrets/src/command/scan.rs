//! The scan: scope → settings → engine → report.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use annotate_snippets::Level;
use nosecrets_engine::baseline::Baseline;
use nosecrets_engine::cache::Cache;
use nosecrets_engine::discover::{Role, Root};
use nosecrets_engine::report::{SkipReason, Skipped};
use nosecrets_engine::scan::Progress;
use nosecrets_engine::{Report, Scanner};

use crate::args::{Args, Form};
use crate::baseline;
use crate::cache::Store;
use crate::config::{self, Layers};
use crate::environment::{Environment, Streams};
use crate::error::Error;
use crate::exit::Exit;
use crate::output::advice::Detail;
use crate::output::file::Destination;
use crate::output::style::Styles;
use crate::output::{self, View, progress, summary, text};
use crate::workspace::{self, Place, Scope, Workspace};

/// The path of standard input in findings.
const STDIN: &str = "<stdin>";

/// Scans what the arguments select, and writes the report.
pub(crate) fn run(args: &Args, environment: &Environment, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let destination = Destination::open(args.output.output.as_deref(), &environment.cwd)?;
    let scope = workspace::scope(args, environment).map_err(|error| hidden(error, args, environment))?;
    let root = scope.cargo.as_ref().map(Workspace::root);
    let layers = Layers::load(args, environment, &scope.start, root)?;
    let done = run_in(&scope, &layers, &destination, args, environment, streams);
    done.map_err(|error| error.hiding(layers.detectors()))
}

/// Masks what custom detectors find in an error raised before the settings are read.
fn hidden(error: Error, args: &Args, environment: &Environment) -> Error {
    match config::detectors(args, environment) {
        Ok(detectors) => error.hiding(detectors),
        Err(_) => error,
    }
}

fn run_in(
    scope: &Scope,
    layers: &Layers,
    destination: &Destination,
    args: &Args,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let known = args.files.baseline.as_deref();
    let known = known.map(|file| baseline::read(file, &environment.cwd)).transpose()?;
    let stdin = read_stdin(scope, streams)?;
    let store = Store::open(args, environment, scope);
    let cache = store.as_ref().ok().and_then(Option::as_ref).map(|store| &store.cache);
    let mut report = look(scope, layers, stdin.as_deref(), cache, args, environment, streams)?;
    let unmet = known.as_ref().map_or(0, |known| known.apply(&mut report));
    let saved = store.and_then(|store| store.map_or(Ok(()), |store| store.save()));
    let tell = Tell { report: &report, scope, args, environment };
    tell.cache(saved.err(), streams)?;
    tell.unmet(unmet, known.as_ref(), streams)?;
    tell.all(destination, streams).or_else(Error::unless_gone)?;
    Ok(Exit::of(&report))
}

/// Scans, and shows progress if someone is waiting.
fn look(
    scope: &Scope,
    layers: &Layers,
    stdin: Option<&[u8]>,
    cache: Option<&Arc<Cache>>,
    args: &Args,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Report, Error> {
    let started = Instant::now();
    let watched = progress::is_wanted(args, environment);
    let progress = Progress::default();
    let work = || match &scope.staged {
        Some(staged) => staged.scan(layers, &workspace::targets_of(None, args), environment, &progress),
        None => scan(scope, layers, stdin, cache, &progress),
    };
    let mut report = progress::watch(&progress, streams.err, watched, work)?;
    report.sort();
    report.stats.elapsed = started.elapsed();
    Ok(report)
}

/// Everything that a run prints, on the right stream.
struct Tell<'a> {
    report: &'a Report,
    scope: &'a Scope,
    args: &'a Args,
    environment: &'a Environment,
}

impl Tell<'_> {
    /// With `--verbose`, says why nothing is cached.
    fn cache(&self, why: Option<String>, streams: &mut Streams<'_>) -> Result<(), Error> {
        let Some(why) = why.filter(|_| self.args.output.verbose) else { return Ok(()) };
        let styles = Styles::for_err(self.args.output.color, self.environment);
        let title = format!("every file is scanned, because there is no cache: {why}");
        streams.err.write_all(styles.message(Level::NOTE, &title, &[]).as_bytes())?;
        Ok(())
    }

    /// With `--verbose`, says how many findings of the baseline did not occur.
    fn unmet(&self, unmet: usize, known: Option<&Baseline>, streams: &mut Streams<'_>) -> Result<(), Error> {
        let Some(known) = known.filter(|_| self.args.output.verbose && unmet > 0) else { return Ok(()) };
        let styles = Styles::for_err(self.args.output.color, self.environment);
        let title = format!(
            "{unmet} of {} in the baseline did not occur again: fixed, moved, or not scanned",
            text::count(known.len(), "finding")
        );
        streams.err.write_all(styles.message(Level::NOTE, &title, &[]).as_bytes())?;
        Ok(())
    }

    fn all(&self, destination: &Destination, streams: &mut Streams<'_>) -> Result<(), Error> {
        let output = &self.args.output;
        let styles = Styles::for_err(output.color, self.environment);
        summary::warnings(self.report, self.scope, self.args, &styles, streams.err)?;
        let report_styles = match destination {
            Destination::Out => Styles::for_out(output.color, self.environment),
            _ => Styles::for_file(output.color),
        };
        let view = self.view(&report_styles);
        destination.write(streams.out, |out| output::write(output.form(), &view, out))?;
        self.afterwards(&styles, streams)
    }

    fn view<'v>(&'v self, styles: &'v Styles) -> View<'v> {
        let output = &self.args.output;
        let detail = Detail { verbose: output.verbose, evidence: output.explain_finding };
        View { report: self.report, scope: self.scope, styles, detail }
    }

    /// Warnings and summary, written after the report on standard error.
    fn afterwards(&self, styles: &Styles, streams: &mut Streams<'_>) -> Result<(), Error> {
        let output = &self.args.output;
        if let Form::Cargo(rendered) = output.form()
            && rendered.apart
        {
            output::human::write(&self.view(styles), &mut streams.err)?;
        }
        let for_people = matches!(output.form(), Form::Human | Form::Short) || output.output.is_some();
        if for_people && !output.quiet {
            // The summary comes last on a terminal that shows both streams.
            streams.out.flush()?;
            summary::totals(self.report, styles, streams.err)?;
        }
        Ok(())
    }
}

fn read_stdin(scope: &Scope, streams: &mut Streams<'_>) -> Result<Option<Vec<u8>>, Error> {
    if !scope.stdin {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let read = streams.input.read_to_end(&mut bytes);
    read.map_err(|source| Error::new(format!("cannot read standard input: {source}")))?;
    Ok(Some(bytes))
}

fn scan(
    scope: &Scope,
    layers: &Layers,
    stdin: Option<&[u8]>,
    cache: Option<&Arc<Cache>>,
    progress: &Progress,
) -> Result<Report, Error> {
    let scanner = |manifest: Option<&Path>| {
        let scanner = Scanner::new(layers.config(manifest, &scope.base)?);
        Ok::<_, Error>(match cache {
            Some(cache) => scanner.with_cache(Arc::clone(cache)),
            None => scanner,
        })
    };
    let is_ours = |shown: &Path| scope.shard.is_none_or(|shard| shard.holds(shown));
    let groups = by_settings(&scope.places, layers).into_iter();
    // Errors in any settings are reported before the first file is read.
    let jobs = groups.map(|(manifest, roots)| Ok((scanner(manifest.as_deref())?, roots)));
    let jobs: Vec<_> = jobs.collect::<Result<_, Error>>()?;

    let mut report = Report::default();
    for (scanner, mut roots) in jobs {
        // A missing path does not keep the other paths from being scanned.
        report.skipped.extend(missing(&mut roots).into_iter().filter(|missing| is_ours(&missing.path)));
        report.merge(scanner.scan(&roots, progress)?);
    }
    if let Some(bytes) = stdin.filter(|_| is_ours(Path::new(STDIN))) {
        report.merge(scanner(None)?.scan_bytes(Path::new(STDIN), Role::Other, bytes));
    }
    Ok(report)
}

/// Removes the roots that cannot be scanned, and returns them.
fn missing(roots: &mut Vec<Root>) -> Vec<Skipped> {
    let mut missing = Vec::new();
    roots.retain(|root| {
        let failure = root.path.metadata().err();
        missing.extend(failure.as_ref().map(|source| Skipped {
            path: root.path.strip_prefix(&root.base).unwrap_or(&root.path).to_path_buf(),
            why: SkipReason::Unreadable(source.to_string()),
        }));
        failure.is_none()
    });
    missing
}

/// Groups roots by settings. Each group is scanned at once, so that all threads have work until the
/// end.
fn by_settings(places: &[Place], layers: &Layers) -> BTreeMap<Option<PathBuf>, Vec<Root>> {
    let mut groups: BTreeMap<_, Vec<Root>> = BTreeMap::new();
    for place in places {
        let manifest = place.manifest.clone().filter(|manifest| layers.has_own(manifest));
        groups.entry(manifest).or_default().push(place.root.clone());
    }
    groups
}
