//! Scans the case files and compares what is found with what they mark.
//!
//! A case is a source file of one shape in `cases/FAMILY/NAME.rs`. It says
//! itself what must be found:
//!
//! | in a case | is |
//! |---|---|
//! | `//~ rule-id` at the end of a line | a finding of that rule begins on this line |
//! | `//~^ rule-id` | … on the line above |
//! | `//~ rule-id test folded` | … and its context is `test`, its origin `folded` |
//! | `//@ path: tests/api.rs` | the path under which it is scanned; `src/lib.rs` by default |
//! | `//@ role: test` | what the file is for; `library` by default |
//!
//! Other files write `#~` and `#@`. All of this is taken out before the scan. A
//! case without marks must give no finding at all.
//!
//! No token is written down. In its place stands what to draw:
//!
//! | in a case | becomes |
//! |---|---|
//! | `@{detector-id}` | a token of that detector, the same wherever it stands in the case |
//! | `@{detector-id#2}` | another token of that detector |
//! | `@{text:words}` | the words themselves |
//! | `@{}` | nothing: it keeps two halves of a well-known dummy apart |
//!
//! and filters, one after another, say how to write it:
//!
//! | filter | writes |
//! |---|---|
//! | `1/3` | the first of three equal pieces |
//! | `from 4`, `to 4` | without its first four bytes, or only these |
//! | `hex`, `base64`, `base64url` | in that encoding |
//! | `hexescaped`, `unicodeescaped` | every character as `\x41`, or as `\u{41}` |
//! | `continued` | with `\` and a line break in the middle |
//! | `chars`, `bytes` | `'a', 'b'`, or `b'a', b'b'` |
//! | `numbers`, `hexnumbers` | `97, 98`, or `0x61, 0x62` |
//! | `upper`, `reversed` | in capitals, or from the end |
//! | `without-last`, `another-last` | too short, or with a wrong last character |
//! | `escapednewlines` | with line ends as `\n` |

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use nosecrets_engine::discover::Role;
use nosecrets_engine::literal::Origin;
use nosecrets_engine::{Config, Finding, Label, Report, Scanner};
use nosecrets_tests::{leaks, rule_id, tokens};

use crate::notation::{self, Drawn};

/// Registers a test for each case of a family, and one that there are no other
/// files in its folder.
macro_rules! cases {
    ($family:literal: $($(#[$meta:meta])* $name:ident)+) => {
        $(
            #[test]
            $(#[$meta])*
            fn $name() {
                crate::harness::check($family, stringify!($name));
            }
        )+

        #[test]
        fn every_case_of_the_family_is_a_test() {
            crate::harness::assert_registered($family, &[$(stringify!($name)),+]);
        }
    };
}
pub(crate) use cases;

/// A case, ready to be scanned.
struct Case {
    /// Lines as they are written, to be shown.
    lines: Vec<String>,
    /// Line of the written file for each line of the source, from 0.
    origins: Vec<usize>,
    source: Vec<u8>,
    drawn: Vec<Drawn>,
    expected: Vec<Expected>,
    path: PathBuf,
    role: Role,
}

/// A finding that a case asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Expected {
    /// Line of the written file, from 0.
    line: usize,
    rule: String,
    /// Names of its context and origin, as far as they are given.
    words: Vec<String>,
}

/// Runs one case.
pub(crate) fn check(family: &str, name: &str) {
    let case = Case::read(family, name);
    // What the code does with values that are no known credential is another
    // matter.
    let config = Config { semantic: false, ..Config::default() };
    let report = Scanner::new(config).scan_bytes(&case.path, case.role, &case.source);
    let problems = case.compare(&report);
    assert!(problems.is_empty(), "cases/{family}/{name}\n{problems}");
}

/// Fails if a folder holds a case that no test runs.
pub(crate) fn assert_registered(family: &str, names: &[&str]) {
    let mut found: Vec<String> = paths(family).iter().map(|path| stem(path)).collect();
    found.sort();
    let mut names: Vec<String> = names.iter().map(ToString::to_string).collect();
    names.sort();
    assert_eq!(found, names);
}

fn folder(family: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/cases").join(family)
}

fn paths(family: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder(family)).expect("a folder of cases");
    entries.map(|entry| entry.expect("a case").path()).filter(|path| path.is_file()).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

impl Case {
    fn read(family: &str, name: &str) -> Case {
        let path = paths(family).into_iter().find(|path| stem(path) == name).expect("a case of that name");
        let text = fs::read_to_string(path).expect("a case is text");
        let mut case = Case {
            lines: text.lines().map(str::to_owned).collect(),
            origins: Vec::new(),
            source: Vec::new(),
            drawn: Vec::new(),
            expected: Vec::new(),
            path: "src/lib.rs".into(),
            role: Role::Library,
        };
        for number in 0..case.lines.len() {
            case.line(number, &format!("{family}/{name}"));
        }
        case
    }

    fn line(&mut self, number: usize, seed: &str) {
        let line = self.lines[number].clone();
        let (text, mark) = split_mark(&line);
        if let Some(setting) = text.strip_prefix("//@ ").or_else(|| text.strip_prefix("#@ ")) {
            self.set(setting);
        } else {
            notation::expand(text, seed, &mut self.source, &mut self.drawn);
        }
        self.source.push(b'\n');
        let lines = line_ends(&self.source);
        self.origins.resize(lines, number);
        self.expected.extend(mark.map(|mark| expected(mark, number)));
    }

    fn set(&mut self, setting: &str) {
        match setting.split_once(": ") {
            Some(("path", path)) => self.path = path.into(),
            Some(("role", name)) => {
                let roles = [
                    Role::Test,
                    Role::Example,
                    Role::Bench,
                    Role::BuildScript,
                    Role::Binary,
                    Role::Other,
                    Role::Manifest,
                ];
                self.role = roles.into_iter().find(|role| role.name() == name).expect("a role");
            }
            _ => panic!("`{setting}` is no setting"),
        }
    }

    /// What differs, with the lines as they are written: tokens stay out of it.
    fn compare(&self, report: &Report) -> String {
        let mut problems = String::new();
        let mut missing = self.expected.clone();
        for finding in report.active() {
            let line = self.origins[finding.primary().location.line - 1];
            let is_it = |expected: &Expected| expected.line == line && expected.rule == rule_id(finding);
            match missing.iter().position(is_it) {
                Some(at) => {
                    self.closer(&missing.remove(at), finding, &mut problems);
                }
                None => self.problem("found, but not marked", line, rule_id(finding), &mut problems),
            }
        }
        for expected in missing {
            self.problem("marked, but not found", expected.line, &expected.rule, &mut problems);
        }
        for notice in &report.notices {
            let line = self.origins[notice.location.line - 1];
            self.problem(&notice.message, line, notice.id, &mut problems);
        }
        problems
    }

    /// What is wrong with a finding that was asked for.
    fn closer(&self, expected: &Expected, finding: &Finding, problems: &mut String) {
        for word in &expected.words {
            if *word != finding.context().name() && *word != finding.origin().name() {
                let what = format!("it is {} and {}, not {word}", finding.context().name(), finding.origin().name());
                self.problem(&what, expected.line, &expected.rule, problems);
            }
        }
        if !self.points_at_token(finding) {
            self.problem("does not point at the token", expected.line, &expected.rule, problems);
        }
        for drawn in &self.drawn {
            if leaks::gives_away(&leaks::everything_shown(finding), tokens::builtin(&drawn.detector), &drawn.token) {
                self.problem("shows the token", expected.line, &expected.rule, problems);
            }
        }
    }

    /// Whether the first place of a finding is where a token of its kind was
    /// put, exactly so if the source spells it as it is, and all other places
    /// are where tokens were put.
    fn points_at_token(&self, finding: &Finding) -> bool {
        let place = |label: &Label| label.location.start..label.location.end;
        let first = place(finding.primary());
        let mut of_its_kind = self.drawn.iter().filter(|drawn| drawn.detector == rule_id(finding));
        let is_first = if matches!(finding.origin(), Origin::Array | Origin::Folded | Origin::Decoded) {
            of_its_kind.any(|drawn| overlap(&drawn.range, &first))
        } else {
            // A token may be written in two pieces, one after the other.
            of_its_kind.clone().any(|drawn| drawn.range.start == first.start)
                && of_its_kind.any(|drawn| drawn.range.end == first.end)
        };
        let mut others = finding.secondary().iter().map(place);
        is_first && others.all(|other| self.drawn.iter().any(|drawn| overlap(&drawn.range, &other)))
    }

    fn problem(&self, what: &str, line: usize, rule: &str, problems: &mut String) {
        let text = self.lines[line].trim();
        let _ = writeln!(problems, "  {rule}: {what}\n  {:>4} | {text}", line + 1);
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn line_ends(source: &[u8]) -> usize {
    source.iter().filter(|&&byte| byte == b'\n').count()
}

/// A line without its mark, and the mark.
fn split_mark(line: &str) -> (&str, Option<&str>) {
    for sign in ["//~", "#~"] {
        if let Some((text, mark)) = line.split_once(sign) {
            return (text.trim_end(), Some(mark));
        }
    }
    (line, None)
}

fn expected(mark: &str, line: usize) -> Expected {
    let above = mark.bytes().take_while(|&byte| byte == b'^').count();
    let mut words = mark[above..].split_whitespace().map(str::to_owned);
    let rule = words.next().expect("a mark names a rule");
    assert!(tokens::is_detector(&rule), "`{rule}` is no rule");
    Expected { line: line - above, rule, words: words.collect() }
}
