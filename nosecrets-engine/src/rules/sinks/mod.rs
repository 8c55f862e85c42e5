//! Typed sinks: arguments of known functions at which any value is a secret.
//!
//! What a literal is called says little; that it is the key of a cipher says
//! all. The [`table`] is data; this module matches a call against it.

pub(super) mod calls;
mod manifest;
mod table;
pub(super) mod value;

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Evidence, Objection, Surroundings};
use crate::event::{Callee, Event, Value, What};

/// What an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A password or passphrase.
    Password,
    /// An API key, access token or client secret.
    Token,
    /// A private key as a document: PEM, DER, WIF.
    PrivateKey,
    /// The bytes of a symmetric or private key.
    Key,
    /// An initialization vector.
    Iv,
    /// A number used once.
    Nonce,
    /// The salt of a password hash.
    Salt,
    /// The seed of a generator of random numbers.
    Seed,
    /// Words that stand for a key.
    Mnemonic,
    /// What an `authorization` header says: a scheme and a credential.
    Authorization,
}

impl Kind {
    /// The kind in words, as in "this is the password".
    fn noun(self) -> &'static str {
        match self {
            Kind::Password => "password",
            Kind::Token => "token",
            Kind::PrivateKey => "private key",
            Kind::Key => "key",
            Kind::Iv => "initialization vector",
            Kind::Nonce => "nonce",
            Kind::Salt => "salt",
            Kind::Seed => "seed",
            Kind::Mnemonic => "mnemonic",
            Kind::Authorization => "credential",
        }
    }
}

/// How a sink is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    Function,
    Method,
}

/// An argument of a function that is a secret.
#[derive(Debug)]
struct Sink {
    /// Crates that have the function.
    crates: &'static [&'static str],
    /// End of the function's path, or name of the method.
    path: &'static str,
    call: Call,
    /// Least and greatest number of arguments, the receiver not counted.
    arguments: (usize, usize),
    /// Position of the secret, from 0.
    position: usize,
    kind: Kind,
    /// Whether the name is enough: no crate has another function that is
    /// called the same.
    is_plain: bool,
    /// Traits of which one is in scope wherever the function is called.
    traits: &'static [&'static str],
}

/// A value that reaches a sink.
pub(super) struct Hit<'e> {
    pub value: &'e Value,
    pub callee: &'e Callee,
    pub kind: Kind,
    /// How the function was known.
    certainty: Certainty,
    /// Whether the package depends on one of the crates that have the function.
    is_dependency: bool,
}

/// How it is known that a call is that of a sink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    /// The path leads to the crate.
    Resolved,
    /// The file names the crate.
    Mentioned,
    /// The name is unmistakable.
    Name,
}

/// The sink that a value is passed to.
pub(super) fn hit<'e>(event: &'e Event, surroundings: &Surroundings<'_>) -> Option<Hit<'e>> {
    let What::Passed { value, callee, position, .. } = &event.what else { return None };
    let candidates = by_name().get(callee.name())?;
    candidates.iter().filter(|sink| sink.fits(callee, *position)).find_map(|sink| {
        let certainty = sink.certainty(callee, surroundings)?;
        let is_dependency = surroundings.folder.is_some_and(|folder| manifest::depends_on(folder, sink.crates));
        Some(Hit { value, callee, kind: sink.kind, certainty, is_dependency })
    })
}

/// Sinks by the last part of their path.
fn by_name() -> &'static HashMap<&'static str, Vec<&'static Sink>> {
    static BY_NAME: OnceLock<HashMap<&str, Vec<&Sink>>> = OnceLock::new();
    BY_NAME.get_or_init(|| {
        let mut sinks: HashMap<_, Vec<&Sink>> = HashMap::new();
        for sink in table::SINKS {
            let name = sink.path.rsplit("::").next().unwrap_or_default();
            sinks.entry(name).or_default().push(sink);
        }
        // The longer a path, the surer it is: `UnboundKey::new` goes before `new`.
        sinks.values_mut().for_each(|named| named.sort_by_key(|sink| std::cmp::Reverse(sink.path.len())));
        sinks
    })
}

impl Sink {
    fn fits(&self, callee: &Callee, position: usize) -> bool {
        let (least, greatest) = self.arguments;
        self.position == position
            && (least..=greatest).contains(&callee.arguments)
            && callee.is_method == (self.call == Call::Method)
            && (callee.is_method || callee.ends_with(self.path))
    }

    /// How sure it is that this is the function; `None` if it is another.
    fn certainty(&self, callee: &Callee, surroundings: &Surroundings<'_>) -> Option<Certainty> {
        let path = if callee.is_method { &callee.receiver } else { &callee.path };
        let is_resolved = match self.is_vague() {
            true => self.crates.contains(&callee.root()),
            false => path.split("::").any(|part| self.crates.contains(&part)),
        };
        if is_resolved {
            return Some(Certainty::Resolved);
        }
        // A path that begins with a module or another crate leads elsewhere;
        // one that begins with a type or a variable may lead anywhere.
        let is_open = !path.contains("::") || path.starts_with(|first: char| first.is_ascii_uppercase());
        let Surroundings { source, mentions, .. } = surroundings;
        let is_used = match self.traits {
            [] => is_open && !self.is_vague() && self.crates.iter().any(|name| mentions.in_path(source, name)),
            traits => traits.iter().any(|name| mentions.anywhere(source, name)),
        };
        if is_used {
            return Some(Certainty::Mentioned);
        }
        self.is_plain.then_some(Certainty::Name)
    }

    /// Whether so many functions are called the same that only the path tells.
    fn is_vague(&self) -> bool {
        self.call == Call::Function && !self.path.contains("::")
    }
}

impl Hit<'_> {
    /// The objection to the value.
    pub(super) fn objection(&self) -> Objection {
        Objection {
            value: Some(self.value.bytes.clone()),
            spans: self.value.parts.iter().map(|part| part.span.clone()).collect(),
            is_secret: true,
            message: self.message(),
            subject: self.callee.path.clone(),
            evidence: self.evidence(),
        }
    }

    fn message(&self) -> String {
        let used = if self.value.is_fallback { "is the fallback for" } else { "is used as" };
        format!("this {used} the {} of `{}`", self.kind.noun(), self.callee.name())
    }

    fn evidence(&self) -> Vec<Evidence> {
        let (what, weight) = match self.certainty {
            Certainty::Resolved => ("the path names a known crate", 3),
            Certainty::Mentioned => ("the file uses a crate that has this function", 2),
            Certainty::Name => ("only this function has that name", 1),
        };
        let mut evidence = vec![Evidence { what: what.to_owned(), weight }];
        if self.is_dependency {
            evidence.push(Evidence { what: "the package depends on that crate".to_owned(), weight: 1 });
        }
        if self.value.is_indirect {
            evidence.push(Evidence { what: "the value came through a variable".to_owned(), weight: 0 });
        }
        evidence
    }
}

/// The objection of a rule that takes any written value of one kind.
pub(super) fn constant(event: &Event, surroundings: &Surroundings<'_>, kind: Kind) -> Option<Objection> {
    if !surroundings.wants_guesses() {
        return None;
    }
    let hit = hit(event, surroundings).filter(|hit| hit.kind == kind)?;
    let is_one = match kind {
        Kind::Iv | Kind::Nonce => value::is_nonce(hit.value),
        _ => value::is_written(hit.value),
    };
    is_one.then(|| hit.objection())
}

#[cfg(test)]
mod tests {
    use super::{Call, Kind, Sink, table};
    use crate::rules::tests::ids_in;

    /// The rule that a kind belongs to, and a value that it objects to.
    fn rule_and_value(kind: Kind) -> Option<(&'static str, &'static str)> {
        match kind {
            Kind::Password => Some(("hard-coded-credential", "\"letmein\"")),
            Kind::Token => Some(("hard-coded-credential", "\"Zk3vT9qLw8\"")),
            Kind::Authorization => Some(("hard-coded-credential", "\"Bearer Zk3vT9qLw8\"")),
            Kind::PrivateKey => Some(("hard-coded-credential", "&[1; 64]")),
            Kind::Key => Some(("hard-coded-key", "&[1; 32]")),
            Kind::Iv => Some(("hard-coded-iv", "&[1; 16]")),
            Kind::Nonce => Some(("hard-coded-nonce", "&[1; 12]")),
            Kind::Salt => Some(("hard-coded-salt", "b\"pepper and\"")),
            Kind::Seed | Kind::Mnemonic => None,
        }
    }

    fn source(sink: &Sink, crate_name: &str, value: &str) -> String {
        let mut arguments = vec!["other"; sink.arguments.0];
        arguments[sink.position] = value;
        let arguments = arguments.join(", ");
        let traits = sink.traits.first().map(|name| format!("use anything::{name}; ")).unwrap_or_default();
        match sink.call {
            Call::Function => format!("{traits}fn f() {{ {crate_name}::{}({arguments}); }}", sink.path),
            Call::Method => format!("{traits}fn f() {{ {crate_name}::Builder::new().{}({arguments}); }}", sink.path),
        }
    }

    #[test]
    fn a_sink_is_reached_through_an_import_under_another_name() {
        for sink in table::SINKS.iter().filter(|sink| sink.call == Call::Function && sink.traits.is_empty()) {
            let Some((rule, value)) = rule_and_value(sink.kind) else { continue };
            let source = source(sink, "renamed", value);
            let source = format!("use {} as renamed; {source}", sink.crates[0]);
            assert!(ids_in(&source).contains(&(rule, 1)), "{source}");
        }
    }

    #[test]
    fn every_sink_is_reached_in_each_of_its_crates() {
        for sink in table::SINKS {
            let Some((rule, value)) = rule_and_value(sink.kind) else { continue };
            for crate_name in sink.crates {
                let source = source(sink, crate_name, value);
                assert!(ids_in(&source).contains(&(rule, 1)), "{source}");
            }
        }
    }
}
