//! What the code does with values that are known, and with things whose names
//! say that they are secret.
//!
//! [`syntax`](crate::syntax) reads items and reports events; each rule in
//! [`rules`](crate::rules) looks at the events that concern it. Rules see no
//! syntax tree, so that they are about meaning and can be tested alone.

use std::ops::Range;

use crate::literal::{Part, Site};

/// Something that a rule may object to. All ranges are bytes of the file.
#[derive(Clone)]
pub(crate) struct Event {
    /// What happens.
    pub what: What,
    /// The names around it, and whether it is test code.
    pub site: Site,
    /// The expression or item.
    pub span: Range<usize>,
    /// The name of the user whom a password is for, if it is written beside it.
    pub user: Option<Range<usize>>,
}

/// What happens.
#[derive(Clone)]
pub(crate) enum What {
    /// A known value gets a name: the first of the site's names.
    Named(Value),
    /// A known value is passed to a function.
    Passed {
        /// The value.
        value: Value,
        /// What is called.
        callee: Callee,
        /// Position of the argument, from 0, the receiver not counted.
        position: usize,
        /// The parameter's name, if the function is defined in the file.
        parameter: Option<String>,
        /// The text of the first argument if that is another one: the name of
        /// a header, key or user.
        first: Option<String>,
    },
    /// A known value is compared with what the site's first name names.
    Compared(Value),
    /// The value of an environment variable is compiled in: `env!` and its like.
    BakedIn {
        /// The macro's name, without `!`.
        by: String,
        /// The variable.
        variable: String,
    },
    /// A file is compiled in.
    Included {
        /// The macro's name, without `!`.
        by: String,
        /// The file, relative to the source file, as it is written; what
        /// `env!` gives stands as `$NAME`.
        path: String,
    },
    /// Variables or fields are put into a text that is printed, logged or
    /// returned in an error.
    Shown {
        /// The macro's path, without `!`.
        by: String,
        /// Names of the variables and fields.
        names: Vec<String>,
        /// The text, in which they stand as `{}`; in what a build script says
        /// to cargo, texts that are known stand in their places.
        text: String,
    },
    /// A header of HTTP is set to a value that is made from a text, in a
    /// function that marks none as secret.
    HeaderSet {
        /// Its name, or the path of its constant.
        header: String,
        /// Names of the variables and fields that are put into the value.
        names: Vec<String>,
        /// The text of the value, in which they stand as `{}`.
        text: String,
    },
    /// A struct or enum derives traits, which may show its fields.
    Derived {
        /// Name of the type.
        type_name: String,
        /// The derived traits, as paths.
        traits: Vec<String>,
        /// The fields.
        fields: Vec<Field>,
    },
}

/// A field of a struct or variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name; that of the struct or variant for an only field without one.
    pub name: String,
    /// Its type, as tokens without spaces and lifetimes: `Option<&str>`.
    pub ty: String,
    /// Where its name stands, or its type if it has none.
    pub span: Range<usize>,
    /// Paths of its attributes, with their arguments: `serde(skip)`.
    pub attributes: Vec<String>,
}

/// A value that is known, though not always a text.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Value {
    /// Its bytes; of a number its decimal digits.
    pub bytes: Vec<u8>,
    /// The literals that it is made of; of an array the array itself.
    pub parts: Vec<Part>,
    /// How it is written.
    pub form: Form,
    /// Whether it is what is used when something else is missing.
    pub is_fallback: bool,
    /// Whether it came through a variable, constant or field.
    pub is_indirect: bool,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// A string.
    Text,
    /// A byte string or an array whose elements are written out.
    Bytes,
    /// One byte repeated: `[0; 32]`, `vec![7; 16]`, `mem::zeroed()`.
    Repeated,
    /// A number.
    Number,
    /// Bytes decoded from a literal: `hex!`, `hex::decode`, base64.
    Decoded,
}

/// What is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Callee {
    /// The path with imports and renames resolved, parts joined by `::`
    /// (`reqwest::Client::new`); of a method its name alone.
    pub path: String,
    /// Of a method: what the receiver is made by, resolved, as far as it is
    /// known (`reqwest::Client::new`); otherwise empty.
    pub receiver: String,
    /// Whether it is a method.
    pub is_method: bool,
    /// Number of arguments, the receiver not counted.
    pub arguments: usize,
    /// Generic arguments and type of the callee, as they are written
    /// (`Key::<Aes256Gcm>` gives `Aes256Gcm`).
    pub generics: String,
}

impl Callee {
    /// The last part of the path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or_default()
    }

    /// Whether the path ends with these parts: `Client::new` fits
    /// `reqwest::Client::new` and not `OtherClient::new`.
    pub(crate) fn ends_with(&self, suffix: &str) -> bool {
        self.path.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with("::"))
    }

    /// First part of the path or of the receiver: mostly a crate.
    pub(crate) fn root(&self) -> &str {
        let path = if self.is_method { &self.receiver } else { &self.path };
        path.split("::").next().unwrap_or_default()
    }
}
