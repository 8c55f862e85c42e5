//! A value in a file, and what stands around it.

use std::ops::Range;

use nosecrets_detectors::Sensitive;
use nosecrets_detectors::context::Words;
use nosecrets_detectors::search::Candidate;

use crate::detectors::Detectors;

/// A value that may hold a credential.
#[derive(Clone)]
pub struct Literal {
    /// The decoded value.
    pub value: Sensitive,
    /// Where it stands; for a folded value the first of its parts.
    pub span: Range<usize>,
    /// All parts of a folded value, in order; empty for an ordinary literal.
    pub parts: Vec<Part>,
    /// How it was written.
    pub origin: Origin,
    /// What stands around it.
    pub site: Site,
}

/// A piece of a folded value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where the piece stands in the file.
    pub span: Range<usize>,
    /// Bytes of the folded value that it gives.
    pub covers: Range<usize>,
}

/// How a value was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A string, byte-string or C-string literal.
    Literal,
    /// An array of bytes, characters or numbers.
    Array,
    /// Put together from several literals.
    Folded,
    /// Decoded from a base64 or hex literal.
    Decoded,
    /// An ordinary comment.
    Comment,
    /// A documentation comment.
    Doc,
    /// Text of a file that is not Rust, or could not be read as Rust.
    Text,
}

/// What stands around a value.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Names, from the nearest to the farthest.
    pub names: Vec<Name>,
    /// The same names as words, for contextual detectors.
    pub words: Words,
    /// What kind of code it stands in.
    pub context: Context,
}

/// A name around a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// What it names.
    pub kind: NameKind,
    /// The name as it is written.
    pub text: String,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// `let` binding or assignment.
    Binding,
    /// Constant.
    Const,
    /// Static.
    Static,
    /// Field of a struct, or of a struct literal.
    Field,
    /// Key of a map, a JSON object, a configuration file or an environment variable.
    Key,
    /// Function whose body it stands in.
    Function,
    /// Function or method that it is passed to, as a path.
    Callee,
    /// Name of an HTTP header.
    Header,
    /// Enclosing macro call.
    Macro,
    /// Attribute that holds it.
    Attribute,
    /// Type whose `impl` it stands in, or that is built.
    Type,
    /// Enclosing module.
    Module,
    /// Text beside it, such as the first argument of the call: it may be a
    /// value itself, so it is never shown.
    Neighbour,
}

impl NameKind {
    /// The kind in words, as in "constant `TOKEN`".
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            NameKind::Binding => "variable",
            NameKind::Const => "constant",
            NameKind::Static => "static",
            NameKind::Field => "field",
            NameKind::Key => "key",
            NameKind::Function => "function",
            NameKind::Callee => "argument of",
            NameKind::Header => "header",
            NameKind::Macro => "macro",
            NameKind::Attribute => "attribute",
            NameKind::Type => "type",
            NameKind::Module => "module",
            NameKind::Neighbour => "neighbour",
        }
    }
}

/// What kind of code or text a value stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Context {
    /// Code that ships.
    #[default]
    Production,
    /// Code under `#[cfg(test)]` or `#[test]`, in a file of such a module, or in a
    /// test or bench target.
    Test,
    /// An example target.
    Example,
    /// A build script.
    BuildScript,
    /// Code that a program wrote.
    Generated,
    /// A documentation comment.
    Doc,
    /// An ordinary comment.
    Comment,
    /// A file that is not Rust.
    Text,
}

impl Context {
    /// Every context, in order.
    pub const ALL: &'static [Context] = &[
        Context::Production,
        Context::Test,
        Context::Example,
        Context::BuildScript,
        Context::Generated,
        Context::Doc,
        Context::Comment,
        Context::Text,
    ];

    /// The context of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Context> {
        Context::ALL.iter().copied().find(|context| context.name() == name)
    }

    /// The name used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Context::Production => "production",
            Context::Test => "test",
            Context::Example => "example",
            Context::BuildScript => "build-script",
            Context::Generated => "generated",
            Context::Doc => "doc",
            Context::Comment => "comment",
            Context::Text => "text",
        }
    }
}

impl Origin {
    /// The name used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Origin::Literal => "literal",
            Origin::Array => "array",
            Origin::Folded => "folded",
            Origin::Decoded => "decoded",
            Origin::Comment => "comment",
            Origin::Doc => "doc",
            Origin::Text => "text",
        }
    }
}

impl Site {
    /// Adds a name that is farther away than those already there.
    pub fn push(&mut self, kind: NameKind, text: impl Into<String>) {
        let text = text.into();
        self.words.push(&text);
        self.names.push(Name { kind, text });
    }

    /// The constant or key that holds the value, if that is its nearest name;
    /// it may be a value itself, so it is never shown.
    #[must_use]
    pub(crate) fn key(&self) -> String {
        let mut names = self.names.iter().filter(|name| name.kind != NameKind::Neighbour);
        let nearest = names.find(|name| !name.text.is_empty());
        let is_key = |kind| matches!(kind, NameKind::Const | NameKind::Static | NameKind::Key);
        nearest.filter(|name| is_key(name.kind)).map(|name| name.text.clone()).unwrap_or_default()
    }

    /// What holds the value, in words: "constant `TOKEN`".
    pub(crate) fn holder(&self, detectors: Detectors) -> Option<String> {
        let mut shown = self.names.iter().filter(|name| name.kind != NameKind::Neighbour);
        let name = shown.find(|name| !name.text.is_empty())?;
        // A name comes from the file, and a token may stand in a name's place.
        let is_plain = name.text.len() <= 64 && name.text.chars().all(|c| c.is_alphanumeric() || "_-.:".contains(c));
        let is_token = holds_token(detectors, name.text.as_bytes());
        (is_plain && !is_token).then(|| format!("{} `{}`", name.kind.noun(), name.text))
    }
}

/// Whether a name is a token itself, as far as its shape tells. Shorter ones have the
/// shape of something or other, as all words have.
fn holds_token(detectors: Detectors, name: &[u8]) -> bool {
    const SHORTEST: usize = 16;
    let mut found = false;
    for (catalogue, regexes) in detectors.searched() {
        let mut visit = |candidate: Candidate| {
            let token = &name[candidate.start..candidate.end];
            found |= token.len() >= SHORTEST
                && candidate.detectors.iter().any(|index| catalogue.detector(index).is_plausible(token));
        };
        catalogue.candidates(name, catalogue.all(), &mut visit);
        regexes.find(name, &|_| true, &mut |place| visit(place.candidate(0)));
    }
    found
}
