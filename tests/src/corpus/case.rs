//! A template → cases: its files with the holes filled, and their labels.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::kind::{self, Kind};
use crate::notation;

/// What a package needs so that tools see one.
const MANIFEST: &str = "[package]\nname = \"sample\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

/// A package of one shape and one kind of secret, or of look-alikes.
#[derive(Debug, Clone)]
pub struct Case {
    /// Unique; the folder that it is written to.
    pub id: String,
    /// Number of the shape, from 1; 0 for look-alikes.
    pub shape: u32,
    /// Name of the template, which says what the shape is.
    pub name: String,
    /// Name of the kind of secret; empty if the template says it all.
    pub kind: &'static str,
    /// Its files.
    pub files: Vec<SourceFile>,
}

/// A file of a case.
#[derive(Debug, Clone, Default)]
pub struct SourceFile {
    /// Path in the package.
    pub path: PathBuf,
    /// Text, with every hole filled.
    pub text: Vec<u8>,
    /// What is to be found.
    pub labels: Vec<Label>,
}

/// Something that is to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// First and last line, from 1, on which a finding may begin.
    pub lines: (usize, usize),
    /// Rules of which one must report it; empty for any.
    pub rules: Vec<String>,
    /// Whether it is a guess where guesses must be asked for.
    pub all_contexts: bool,
}

/// The cases of a template of a shape: one for each kind of secret that its
/// `kinds` names.
pub(super) fn positive(path: &Path) -> Vec<Case> {
    let (name, text) = read(path);
    let shape = name.split('-').next().and_then(|number| number.parse().ok());
    let shape = shape.unwrap_or_else(|| panic!("{name}: a template's name begins with its shape's number"));
    let kinds = text.lines().find_map(|line| setting(line)?.strip_prefix("kinds: "));
    let kinds: Vec<_> =
        kinds.map(|kinds| kinds.split(' ').map(Kind::by_name).map(Some).collect()).unwrap_or(vec![None]);
    kinds.into_iter().map(|kind| Case { shape, ..expand(&name, &text, path, kind) }).collect()
}

/// The case of a template of look-alikes.
pub(super) fn negative(path: &Path, number: usize) -> Case {
    let (name, text) = read(path);
    Case { id: format!("n{number:02}"), ..expand(&name, &text, path, None) }
}

fn read(path: &Path) -> (String, String) {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), text)
}

fn expand(name: &str, text: &str, path: &Path, kind: Option<&'static Kind>) -> Case {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let default = if extension == "rs" { "src/lib.rs".to_owned() } else { format!("file.{extension}") };
    let mut expansion = Expansion {
        seed: format!("{name}/{}", kind.map_or("", |kind| kind.name)),
        kind,
        files: vec![SourceFile { path: default.into(), ..SourceFile::default() }],
        rule: None,
        line: 0,
    };
    text.lines().for_each(|line| expansion.line(line));
    let files = expansion.files.into_iter().filter(|file| !file.text.is_empty()).collect();
    Case { id: String::new(), shape: 0, name: name.to_owned(), kind: kind.map_or("", |kind| kind.name), files }
}

/// A template that is being expanded.
struct Expansion {
    seed: String,
    kind: Option<&'static Kind>,
    files: Vec<SourceFile>,
    /// The rule that reports guesses here, if it is not the usual one.
    rule: Option<String>,
    /// Number of the line, from 1.
    line: usize,
}

impl Expansion {
    fn line(&mut self, line: &str) {
        self.line += 1;
        match setting(line).map(|setting| setting.split_once(": ").unwrap_or((setting, ""))) {
            Some(("path", path)) => self.files.push(SourceFile { path: path.into(), ..SourceFile::default() }),
            Some(("rule", rule)) => self.rule = Some(rule.to_owned()),
            Some(("kinds", _)) => {}
            Some((other, _)) => panic!("{}: `{other}` is no setting", self.seed),
            None => self.code(line),
        }
    }

    fn code(&mut self, line: &str) {
        let (text, mark) = split_mark(line);
        let text = self.fill(text);
        let label = mark.map(|mark| self.label(mark));
        let file = self.files.last_mut().expect("there is a file from the start");
        let first = lines(&file.text) + 1;
        notation::expand(&text, &self.seed, &mut file.text, &mut Vec::new());
        file.text.push(b'\n');
        let last = lines(&file.text);
        file.labels.extend(label.map(|label| Label { lines: (first, last), ..label }));
    }

    /// Puts what the corpus adds to the notation in its terms.
    fn fill(&self, line: &str) -> String {
        let mut filled = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("@{") {
            let (hole, after) = after.split_once('}').expect("a `}` that ends the hole");
            filled.push_str(before);
            filled.push_str(&self.hole(hole));
            rest = after;
        }
        filled + rest
    }

    fn hole(&self, hole: &str) -> String {
        let end = hole.find('|').unwrap_or(hole.len());
        let (name, filters) = hole.split_at(end);
        if let Some(spelled) = self.kind.and_then(|kind| kind::spell(kind.holder, name)) {
            return spelled;
        }
        let inner = match (name.strip_prefix("draw "), self.kind) {
            (Some(template), _) => {
                let seed = format!("{}/{name}", self.seed);
                format!(
                    "text:{}",
                    kind::draw(&format!("{{{}}}", template.split('#').next().unwrap_or_default()), &seed)
                )
            }
            // Tools count a secret that they see again only once, so that every
            // line has its own unless it shares it by a mark.
            (None, Some(kind)) if name == "secret" => kind.hole(&self.seed, &self.line.to_string()),
            (None, Some(kind)) => match name.strip_prefix("secret#") {
                Some(mark) => kind.hole(&self.seed, mark),
                None => name.to_owned(),
            },
            _ => name.to_owned(),
        };
        format!("@{{{inner}{filters}}}")
    }

    /// `any`, `secret` or rules with `/` between, perhaps after `all-contexts`.
    fn label(&self, mark: &str) -> Label {
        let (all_contexts, rules) = match mark.trim().strip_prefix("all-contexts ") {
            Some(rules) => (true, rules),
            None => (false, mark.trim()),
        };
        let is_token = self.kind.is_some_and(Kind::is_token);
        let rules = match (rules, self.kind, &self.rule) {
            ("any", ..) => Vec::new(),
            ("secret", Some(kind), Some(rule)) if !kind.is_token() => rule.split('/').map(str::to_owned).collect(),
            ("secret", Some(kind), _) => kind.rules(),
            (rules, ..) => rules.split('/').map(str::to_owned).collect(),
        };
        Label { lines: (0, 0), rules, all_contexts: all_contexts && !is_token }
    }
}

impl Case {
    /// Its files with their paths, relative to the corpus.
    pub(super) fn on_disk(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = vec![(Path::new(&self.id).join("Cargo.toml"), MANIFEST.into())];
        files.extend(self.files.iter().map(|file| (Path::new(&self.id).join(&file.path), file.text.clone())));
        files
    }

    /// Its labels, one JSON object a line; no text in them needs escaping.
    pub(super) fn labels_as_json(&self) -> String {
        let mut json = String::new();
        let Case { id, shape, name, kind, .. } = self;
        for file in &self.files {
            let path = file.path.display();
            for Label { lines: (first, last), rules, all_contexts } in &file.labels {
                let rules = rules.join("/");
                let _ = writeln!(
                    json,
                    "{{\"path\":\"{id}/{path}\",\"first\":{first},\"last\":{last},\"shape\":{shape},\"name\":\"{name}\",\
                     \"kind\":\"{kind}\",\"rule\":\"{rules}\",\"all_contexts\":{all_contexts}}}"
                );
            }
        }
        json
    }
}

/// A line that says something of the template.
fn setting(line: &str) -> Option<&str> {
    line.strip_prefix("//@ ").or_else(|| line.strip_prefix("#@ "))
}

/// A line without its mark, and the mark.
fn split_mark(line: &str) -> (&str, Option<&str>) {
    let split = ["//~", "#~"].iter().find_map(|sign| line.split_once(sign));
    split.map_or((line, None), |(text, mark)| (text.trim_end(), Some(mark)))
}

fn lines(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte == b'\n').count()
}
