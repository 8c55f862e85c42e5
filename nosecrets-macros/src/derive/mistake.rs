//! Messages about mistakes in a struct of secrets.

use std::fmt;

/// The kinds of mistake, apart from those in references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// An enum or a union.
    NotAStruct,
    /// A struct without field names.
    NoNames,
    /// A field without an attribute.
    NoAttribute,
    /// An unknown word in an attribute.
    UnknownWord,
    /// `nested` or `skip` together with something else.
    NotAlone,
    /// `parse` without a reference.
    ParseAlone,
    /// `parse` twice, or in one of several attributes.
    SeveralParsers,
    /// Several attributes on a field that holds one secret.
    SeveralSecrets,
    /// An optional field that is nested.
    OptionalNested,
    /// An unknown word in an attribute of the struct.
    UnknownOption,
}

/// All kinds, for the test of the documents.
#[cfg(test)]
pub(crate) const ALL: &[Mistake] = &[
    Mistake::NotAStruct,
    Mistake::NoNames,
    Mistake::NoAttribute,
    Mistake::UnknownWord,
    Mistake::NotAlone,
    Mistake::ParseAlone,
    Mistake::SeveralParsers,
    Mistake::SeveralSecrets,
    Mistake::OptionalNested,
    Mistake::UnknownOption,
];

impl Mistake {
    fn sentence(self) -> &'static str {
        match self {
            Mistake::NotAStruct => "`Secrets` can be derived only for structs",
            Mistake::NoNames => "`Secrets` needs named fields",
            Mistake::NoAttribute => "this field has no reference to a secret",
            Mistake::UnknownWord => "unknown word in `#[secret(…)]`",
            Mistake::NotAlone => "`nested` and `skip` cannot be combined with anything",
            Mistake::ParseAlone => "`parse` needs a reference to a secret before it",
            Mistake::SeveralParsers => "a field can have only one parser",
            Mistake::SeveralSecrets => "several attributes need a field of type `Vec`",
            Mistake::OptionalNested => "a nested struct cannot be optional",
            Mistake::UnknownOption => "unknown word in `#[secrets(…)]`",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Mistake::NotAStruct => "write a struct that has a field for each secret",
            Mistake::NoNames => "name each field: failures are reported by name",
            Mistake::NoAttribute => {
                "write `#[secret(\"NAME\")]`, `#[secret(nested)]` for a struct of secrets, \
                 or `#[secret(skip)]` for a field that takes its `Default`"
            }
            Mistake::UnknownWord => "allowed are `parse = function` after the references, or `nested` or `skip` alone",
            Mistake::NotAlone => "write `#[secret(nested)]` or `#[secret(skip)]` and nothing else on the field",
            Mistake::ParseAlone => "write `#[secret(\"NAME\", parse = function)]`",
            Mistake::SeveralParsers => "write one `parse = function`",
            Mistake::SeveralSecrets => "list fallback places in one attribute: `#[secret(\"NAME\", \"file:///…\")]`",
            Mistake::OptionalNested => "make the fields in it optional instead",
            Mistake::UnknownOption => "write `#[secrets(crate = path)]` if `nosecrets` has another name",
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nhelp: {}", self.sentence(), self.help())
    }
}
