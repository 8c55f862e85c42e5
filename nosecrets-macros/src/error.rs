//! Every mistake, and what is said of it.
//!
//! A message is one sentence in lower case, then lines of help. It never
//! repeats the literal: what may be shown of a credential is its
//! [`Redacted`] form.

use std::fmt;

use nosecrets_core::Redacted;
use proc_macro2::Span;

/// A mistake and the tokens that it is in, from the first to the last.
#[derive(Debug)]
pub(crate) struct Error {
    pub(crate) start: Span,
    pub(crate) end: Span,
    pub(crate) mistake: Mistake,
}

impl Error {
    pub(crate) fn new(start: Span, end: Span, mistake: Mistake) -> Error {
        Error { start, end, mistake }
    }
}

/// What can be wrong with the argument of `env_secret!`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// There is none.
    NoArgument,
    /// There is more than one.
    SeveralArguments,
    /// It is an expression; holds its name if it is one.
    NotALiteral(Option<String>),
    /// It is, or contains, the call of a macro.
    NestedMacro,
    /// It is a literal of another type; holds what it is, with its article.
    NotAString(&'static str),
    /// It is a credential.
    Credential {
        /// The kind in the vendor's own words.
        title: &'static str,
        /// Variable that usually holds one.
        env: &'static str,
        /// What may be shown of it.
        redacted: Redacted,
    },
    /// It is a random draw, so probably a key.
    Random(Redacted),
    /// It is empty or blank.
    Empty,
    /// It is not spelled as a variable is; holds how it would be, if known.
    NotAName(Option<String>),
    /// It is a reference that a later version will read; holds its scheme.
    PlannedScheme(&'static str),
    /// Its scheme is not known; holds the one that was probably meant.
    UnknownScheme(Option<&'static str>),
}

const LITERAL: &str = "write the name of the variable as a string literal";
const ROTATE: &str = "treat it as leaked, for it stands in the source and in the log of this build: \
                      revoke it and create a new one";
const NAMES: &str = "a name has upper-case letters, digits and `_`, and does not begin with a digit";
const ONLY_ENV: &str = "this version reads only `env://`";

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence())?;
        self.helps().iter().try_for_each(|help| write!(f, "\nhelp: {help}"))
    }
}

impl Mistake {
    fn sentence(&self) -> String {
        match self {
            Mistake::NoArgument => "the name of a variable is missing".into(),
            Mistake::SeveralArguments => "`env_secret!` takes one argument".into(),
            Mistake::NotALiteral(_) => "expected a string literal".into(),
            Mistake::NestedMacro => "expected a string literal, found a macro".into(),
            Mistake::NotAString(found) => format!("expected a string literal, found {found}"),
            Mistake::Credential { title, redacted, .. } => {
                format!("this literal is a credential: {title} `{redacted}`")
            }
            Mistake::Random(redacted) => {
                format!("this literal looks like a key, not like the name of a variable: `{redacted}`")
            }
            Mistake::Empty => "the name of the variable is empty".into(),
            Mistake::NotAName(_) => "this is not the name of an environment variable".into(),
            Mistake::PlannedScheme(scheme) => format!("`{scheme}://` is not supported yet: {ONLY_ENV}"),
            Mistake::UnknownScheme(_) => "unknown scheme in a reference to a secret".into(),
        }
    }

    fn helps(&self) -> Vec<String> {
        match self {
            Mistake::NoArgument | Mistake::Empty => vec![format!("{LITERAL}: {}", call("TWILIO_AUTH_TOKEN"))],
            Mistake::SeveralArguments => {
                vec!["there is no default value: in the source it would be a hard-coded credential".into()]
            }
            Mistake::NotALiteral(Some(name)) => vec![format!("{LITERAL}: {}", call(name))],
            Mistake::NotALiteral(None) | Mistake::NotAString(_) => vec![LITERAL.into()],
            Mistake::NestedMacro => vec![format!("{LITERAL}: a macro in the argument is not expanded")],
            Mistake::Credential { env, .. } => {
                vec![ROTATE.into(), format!("read the new one from the environment: {}", call(env))]
            }
            Mistake::Random(_) => {
                let instead = call("NAME");
                vec![format!("if it is a key, {ROTATE}"), format!("read the new one from the environment: {instead}")]
            }
            Mistake::NotAName(Some(proposal)) => vec![format!("did you mean \"{proposal}\"?")],
            Mistake::NotAName(None) => vec![NAMES.into()],
            Mistake::PlannedScheme(_) => vec![format!("{LITERAL}: {}", call("NAME"))],
            Mistake::UnknownScheme(Some(nearest)) => vec![format!("did you mean `{nearest}://`?")],
            Mistake::UnknownScheme(None) => vec![format!("{ONLY_ENV}, the environment: {}", call("NAME"))],
        }
    }
}

fn call(argument: &str) -> String {
    format!("`env_secret!(\"{argument}\")`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_a_lower_case_sentence_and_help_without_a_period() {
        let redacted = Redacted::new(b"", 0);
        for mistake in [
            Mistake::NoArgument,
            Mistake::SeveralArguments,
            Mistake::NotALiteral(None),
            Mistake::NestedMacro,
            Mistake::NotAString("a number"),
            Mistake::Credential { title: "x", env: "X", redacted: redacted.clone() },
            Mistake::Random(redacted),
            Mistake::Empty,
            Mistake::NotAName(None),
            Mistake::PlannedScheme("vault"),
            Mistake::UnknownScheme(None),
        ] {
            let message = mistake.to_string();
            assert!(message.contains("\nhelp: "), "{message}");
            for line in message.lines() {
                assert!(!line.starts_with(char::is_uppercase) && !line.ends_with('.'), "{line}");
            }
        }
    }
}
