//! The labelled corpus: written out, and how much of it a tool finds.

mod read;
mod tables;

use std::path::{Path, PathBuf};
use std::process::Command;

use nosecrets_engine::discover::Root;
use nosecrets_engine::scan::Progress;
use nosecrets_engine::{Config, Scanner};
use nosecrets_tests::corpus::{self, Case, Hit, Score};

use read::Form;

/// What is asked for.
#[derive(Debug, Default)]
struct Options {
    expand: Option<PathBuf>,
    tool: Option<String>,
    form: Form,
}

/// Writes the corpus, or measures us or another tool on it.
pub(crate) fn run(args: &[&str]) -> Result<(), String> {
    let options = Options::read(args)?;
    let cases = corpus::cases();
    if let (Some(folder), None) = (&options.expand, &options.tool) {
        return corpus::write(&cases, folder).map_err(|error| format!("{}: {error}", folder.display()));
    }
    let temporary = std::env::temp_dir().join(format!("nosecrets-corpus-{}", std::process::id()));
    let folder = options.expand.clone().unwrap_or_else(|| temporary.clone());
    corpus::write(&cases, &folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let measured = measure(&options, &cases, &folder);
    if options.expand.is_none() {
        // What is left behind is in the system's folder for such files.
        let _ = std::fs::remove_dir_all(&temporary);
    }
    measured
}

fn measure(options: &Options, cases: &[Case], folder: &Path) -> Result<(), String> {
    match &options.tool {
        Some(command) => {
            let hits = read::hits(&output_of(command, folder)?, options.form, folder)?;
            tables::print(&Score::new(cases, &hits, false), false);
        }
        None => {
            tables::print(&Score::new(cases, &our_hits(folder, false)?, false), true);
            println!("\nWith `--all-contexts`\n");
            tables::print_total(&Score::new(cases, &our_hits(folder, true)?, true));
        }
    }
    Ok(())
}

fn our_hits(folder: &Path, all_contexts: bool) -> Result<Vec<Hit>, String> {
    let root = Root { path: folder.to_path_buf(), base: folder.to_path_buf(), ..Root::default() };
    let config = Config { all_contexts, ..Config::default() };
    let report = Scanner::new(config).scan(&[root], &Progress::default()).map_err(|error| error.to_string())?;
    let hit = |finding: &nosecrets_engine::Finding| Hit {
        path: finding.path().to_path_buf(),
        line: finding.primary().location.line,
        rule: Some(finding.rule().id().to_owned()),
    };
    Ok(report.active().map(hit).collect())
}

/// What a command writes to standard output, with `{dir}` in it replaced; it
/// may fail, as tools do when they find something.
fn output_of(command: &str, folder: &Path) -> Result<String, String> {
    let folder = folder.display().to_string();
    let words: Vec<String> = command.split_whitespace().map(|word| word.replace("{dir}", &folder)).collect();
    let (program, args) = words.split_first().ok_or("the command is empty")?;
    let output = Command::new(program).args(args).output().map_err(|error| format!("{program}: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if text.trim().is_empty() && !output.status.success() {
        return Err(format!("{program}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)));
    }
    Ok(text)
}

impl Options {
    fn read(args: &[&str]) -> Result<Options, String> {
        let mut options = Options::default();
        for pair in args.chunks(2) {
            match *pair {
                ["--expand", folder] => options.expand = Some(folder.into()),
                ["--tool", command] => options.tool = Some(command.to_owned()),
                ["--format", name] => options.form = Form::by_name(name)?,
                _ => return Err(format!("`{}` is no option, or has no value", pair.join(" "))),
            }
        }
        Ok(options)
    }
}
