//! Cargo's messages, read back with cargo's own types.

use std::io::BufReader;

use cargo_metadata::Message;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel};

use super::harness::{Project, Run, canary};

fn messages(run: &Run) -> Vec<Message> {
    let messages = Message::parse_stream(BufReader::new(run.out.as_bytes()));
    messages.collect::<Result<_, _>>().unwrap()
}

fn diagnostics(messages: &[Message]) -> Vec<&Diagnostic> {
    let compiler = messages.iter().filter_map(|message| match message {
        Message::CompilerMessage(message) => Some(&message.message),
        _ => None,
    });
    compiler.collect()
}

#[test]
fn a_finding_is_a_compiler_message_of_its_target() {
    let messages = messages(&Project::leaky().run(&["--message-format", "json"]));
    let [Message::CompilerMessage(message), Message::CompilerArtifact(artifact), Message::BuildFinished(end)] =
        &messages[..]
    else {
        panic!("{messages:?}")
    };
    assert_eq!(message.target.name, "demo");
    assert_eq!(message.package_id, artifact.package_id);
    assert!(!artifact.fresh);
    assert!(!end.success);
    assert_eq!(message.message.code.as_ref().unwrap().code, "nosecrets::nosecrets_canary");
    assert_eq!(message.message.level, DiagnosticLevel::Error);
}

#[test]
fn a_span_counts_as_rustc_does_and_its_line_is_masked() {
    let source = format!("const É: &str = \"{}\";\n", canary());
    let messages = messages(&Project::package(&source).run(&["--message-format", "json"]));
    let span = &diagnostics(&messages)[0].spans[0];
    assert_eq!(span.file_name, "src/main.rs");
    assert_eq!((span.byte_start, span.byte_end), (18, 18 + 33));
    assert_eq!((span.line_start, span.column_start, span.column_end), (1, 18, 18 + 33));
    assert!(span.is_primary);
    let line = &span.text[0];
    assert_eq!(line.text, format!("const É: &str = \"{}\";", "*".repeat(33)));
    assert_eq!((line.highlight_start, line.highlight_end), (18, 18 + 33));
}

#[test]
fn every_target_that_was_looked_at_has_an_artifact() {
    let project = Project::package("fn main() {}").file("src/lib.rs", "").file("tests/it.rs", "");
    let messages = messages(&project.run(&["--message-format=json"]));
    let artifacts = messages.iter().filter(|m| matches!(m, Message::CompilerArtifact(_))).count();
    assert_eq!(artifacts, 3);
    assert!(matches!(messages.last(), Some(Message::BuildFinished(end)) if end.success));
}

#[test]
fn the_arguments_of_rust_analyzer_are_understood() {
    let project = Project::workspace();
    let manifest = project.path("Cargo.toml");
    let args = [
        "--workspace",
        "--message-format=json-diagnostic-rendered-ansi",
        "--manifest-path",
        manifest.to_str().unwrap(),
        "--keep-going",
        "--all-targets",
    ];
    let messages = messages(&project.run(&args));
    let rendered = diagnostics(&messages)[0].rendered.as_ref().unwrap();
    assert!(rendered.contains('\u{1b}'), "{rendered}");
}

#[test]
fn a_finding_outside_all_targets_is_told_as_rustc_would() {
    let run = Project::workspace().run(&["--message-format", "json"]);
    let bare = run.out.lines().find(|line| line.contains("notes.md")).unwrap();
    let diagnostic: Diagnostic = serde_json::from_str(bare).unwrap();
    assert_eq!(diagnostic.spans[0].file_name, "notes.md");
}

#[test]
fn paths_give_diagnostics_with_absolute_file_names() {
    let run = Project::leaky().run(&["--message-format", "json", "src/main.rs"]);
    let diagnostic: Diagnostic = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
    assert_eq!(diagnostic.spans[0].file_name, "[ROOT]/src/main.rs");
}

#[test]
fn short_diagnostics_are_one_line() {
    let run = Project::leaky().run(&["--message-format", "json-diagnostic-short"]);
    let messages = messages(&run);
    let rendered = diagnostics(&messages)[0].rendered.as_ref().unwrap();
    assert_eq!(rendered.lines().count(), 1);
}

#[test]
fn rendered_diagnostics_go_to_standard_error() {
    let run = Project::leaky().run(&["--message-format", "json-render-diagnostics"]);
    assert!(diagnostics(&messages(&run)).is_empty());
    assert!(run.err.starts_with("error[nosecrets-canary]"), "{}", run.err);
}
