//! Rust sources put together at random: items of every kind around literals
//! that hold a token, a piece of one, or ordinary text.

use std::fmt::Write as _;
use std::sync::LazyLock;

use nosecrets_detectors::Tier;
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_tests::tokens;

/// Names under which values stand; some are what contextual detectors ask for.
const NAMES: &[&str] = &[
    "key",
    "twilio_token",
    "aws_secret",
    "github_token",
    "value",
    "datadog_api_key",
    "name",
    "slack_signing_secret",
    "npm_token",
    "database",
    "token",
    "password",
    "aes_key",
];

/// Ordinary values, and some that are secrets if their names say so.
const WORDS: &[&str] = &[
    "",
    "a",
    "hello",
    "/usr/lib",
    "Content-Type",
    "x-1-2-3",
    "{}",
    "SELECT 1",
    "é¤ß",
    "a1b2c3d4e5f6",
    "hunter2",
    "my-super-secret-key",
    "q7Zr0vKw3mXp9LbT2sYe",
];

/// Makes sources.
pub(crate) struct Generator {
    rng: Rng,
    /// Ids of detectors whose tokens are one line of plain characters.
    detectors: &'static [&'static str],
    pieces: usize,
}

impl Generator {
    pub(crate) fn new(seed: &str) -> Generator {
        Generator { rng: Rng::from_seed(seed), detectors: plain_detectors(), pieces: 0 }
    }

    /// A file of a few items.
    pub(crate) fn file(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..=self.rng.below(5) {
            self.item(&mut text, 0);
        }
        text
    }

    fn item(&mut self, text: &mut String, depth: usize) {
        let name = self.name();
        let (upper, number) = (name.to_uppercase(), self.number());
        let _ = match self.rng.below(if depth < 2 { 10 } else { 7 }) {
            0 => writeln!(text, "const {upper}_{number}: &str = {};", self.expr(0)),
            1 => writeln!(text, "pub static {upper}_{number}: &[u8] = {};", self.array()),
            2 => writeln!(text, "// {name} = {}", self.value()),
            3 => writeln!(text, "/// {name}: `{}`\nfn f{number}() -> String {{ {} }}", self.value(), self.expr(0)),
            4 => writeln!(text, "#[arg(env = \"{upper}\", default_value = {})]\nstruct S{number};", self.literal()),
            5 => self.body(text, &name, number),
            6 => writeln!(text, "const S{number}: &str = r#\"{{\n  \"{name}\": \"{}\"\n}}\"#;", self.value()),
            7 => self.nested(text, &format!("#[cfg(test)]\nmod {name}_{number}"), depth),
            8 => self.nested(text, &format!("mod {name}_{number}"), depth),
            _ => writeln!(text, "impl {upper}{number} {{ const {upper}: &str = {}; }}", self.expr(0)),
        };
    }

    fn nested(&mut self, text: &mut String, head: &str, depth: usize) -> std::fmt::Result {
        writeln!(text, "{head} {{")?;
        for _ in 0..=self.rng.below(2) {
            self.item(text, depth + 1);
        }
        writeln!(text, "}}")
    }

    /// A function with statements.
    fn body(&mut self, text: &mut String, name: &str, number: usize) -> std::fmt::Result {
        writeln!(text, "fn {name}_{number}() {{")?;
        for _ in 0..=self.rng.below(3) {
            let name = self.name();
            match self.rng.below(6) {
                0 => writeln!(text, "    let {name} = {};", self.expr(0))?,
                1 => writeln!(
                    text,
                    "    let mut {name} = String::from({});\n    {name}.push_str({});\n    {name} += {};",
                    self.literal(),
                    self.literal(),
                    self.literal()
                )?,
                2 => writeln!(
                    text,
                    "    {name}::connect(\"u\", {}).header(\"{name}\", {});",
                    self.expr(0),
                    self.expr(0)
                )?,
                3 => writeln!(
                    text,
                    "    send!(json!({{ \"{name}\": {}, \"b\": [1, {}] }}));",
                    self.literal(),
                    self.literal()
                )?,
                4 => writeln!(text, "    env::var(\"{}\").unwrap_or({}.into());", name.to_uppercase(), self.literal())?,
                _ => writeln!(text, "    /* {} */ if {name} == {} {{ return; }}", self.value(), self.expr(0))?,
            }
        }
        writeln!(text, "}}")
    }

    fn expr(&mut self, depth: usize) -> String {
        if depth > 2 {
            return self.literal();
        }
        match self.rng.below(8) {
            0 => format!("concat!({}, {})", self.split(), self.literal()),
            1 => format!("concat!({})", self.split()),
            2 => format!("[{}].concat()", self.split()),
            3 => format!("[{}].join(\"\")", self.split()),
            4 => format!("String::from({}) + {}", self.literal(), self.expr(depth + 1)),
            5 => format!("format!(\"{{}}{{}}{{}}\", {}, {})", self.split(), self.literal()),
            _ => self.literal(),
        }
    }

    /// A token in two literals.
    fn split(&mut self) -> String {
        let token = self.token();
        let at = self.rng.below(token.len() + 1);
        format!("\"{}\", \"{}\"", &token[..at], &token[at..])
    }

    fn array(&mut self) -> String {
        let value = self.value();
        let hex = self.rng.below(2) == 0;
        let numbers: Vec<_> =
            value.bytes().map(|byte| if hex { format!("{byte:#x}") } else { byte.to_string() }).collect();
        format!("&[{}]", numbers.join(", "))
    }

    fn literal(&mut self) -> String {
        let value = self.value();
        match self.rng.below(6) {
            0 => format!("r#\"{value}\"#"),
            1 if value.is_ascii() => format!("b\"{value}\""),
            2 if value.is_ascii() => {
                format!("\"{}\"", value.bytes().map(|b| format!("\\x{b:02x}")).collect::<String>())
            }
            3 => format!("\"{}\"", value.bytes().map(|b| format!("{b:02x}")).collect::<String>()),
            _ => format!("\"{value}\""),
        }
    }

    fn value(&mut self) -> String {
        match self.rng.below(4) {
            0 => self.token(),
            1 => format!("user:{}@host", self.token()),
            2 => {
                let token = self.token();
                let at = self.rng.below(token.len() + 1);
                token[..at].to_owned()
            }
            _ => WORDS[self.rng.below(WORDS.len())].to_owned(),
        }
    }

    fn token(&mut self) -> String {
        let id = self.detectors[self.rng.below(self.detectors.len())];
        let seed = self.number().to_string();
        String::from_utf8(tokens::token(id, &seed)).unwrap()
    }

    fn name(&mut self) -> String {
        NAMES[self.rng.below(NAMES.len())].to_owned()
    }

    fn number(&mut self) -> usize {
        self.pieces += 1;
        self.pieces
    }
}

/// Detectors whose tokens need no escape in any literal. A token of each has to be
/// drawn to know that, so they are asked once.
pub(crate) fn plain_detectors() -> &'static [&'static str] {
    static PLAIN: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let all = nosecrets_detectors::BUILTIN.detectors().iter().filter(|detector| detector.tier != Tier::Component);
        all.map(|detector| detector.id).filter(|id| is_plain(&tokens::token(id, "plain"))).collect()
    });
    &PLAIN
}

fn is_plain(token: &[u8]) -> bool {
    token.len() < 200 && token.iter().all(|&byte| byte.is_ascii_graphic() && !b"\"\\{}'".contains(&byte))
}
