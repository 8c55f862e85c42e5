//! The vocabulary of the rules: which macros, methods, types and names matter.
//!
//! Each fact stands here once. `syntax` and the rules read it to decide what code does;
//! [`keywords`](super::keywords) and [`neighbourhood`](super::neighbourhood), which choose the items
//! that are parsed at all, are computed from it. A row that is added here is therefore looked
//! for as well, and a test makes a source of every row.
//!
//! This module imports nothing of the engine, so that everything may import it.

/// A macro that puts its arguments into a string.
#[derive(Debug)]
pub(crate) struct ShowingMacro {
    /// Its name, without a path and `!`.
    pub name: &'static str,
    /// Where the string goes.
    pub goal: Goal,
}

/// Where a string goes that a macro makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// The standard streams.
    Output,
    /// A log.
    Log,
    /// A panic, or an error that is returned.
    Error,
    /// Back to the caller, who may do anything with it.
    Caller,
}

const fn shows(name: &'static str, goal: Goal) -> ShowingMacro {
    ShowingMacro { name, goal }
}

/// Macros that put their arguments into a string.
pub(crate) static SHOWING_MACROS: &[ShowingMacro] = &[
    shows("anyhow", Goal::Error),
    shows("bail", Goal::Error),
    shows("dbg", Goal::Output),
    shows("debug", Goal::Log),
    shows("ensure", Goal::Error),
    shows("eprint", Goal::Output),
    shows("eprintln", Goal::Output),
    shows("error", Goal::Log),
    shows("event", Goal::Log),
    shows("eyre", Goal::Error),
    shows("format", Goal::Caller),
    shows("format_err", Goal::Error),
    shows("info", Goal::Log),
    shows("log", Goal::Log),
    shows("panic", Goal::Error),
    shows("print", Goal::Output),
    shows("println", Goal::Output),
    shows("todo", Goal::Error),
    shows("trace", Goal::Log),
    shows("unreachable", Goal::Error),
    shows("warn", Goal::Log),
    shows("write", Goal::Caller),
    shows("writeln", Goal::Caller),
];

/// The attribute that holds the message of an error: `#[error("…")]`.
pub(crate) const ERROR_ATTRIBUTE: &str = "error";

/// The attribute that logs the arguments of a function: `#[tracing::instrument]`.
pub(crate) const INSTRUMENT_ATTRIBUTE: &str = "instrument";

/// Where a macro or attribute of that name puts its arguments, if it shows them.
pub(crate) fn goal(name: &str) -> Option<Goal> {
    let showing = SHOWING_MACROS.iter().find(|showing| showing.name == name);
    let attribute = || match name {
        INSTRUMENT_ATTRIBUTE => Some(Goal::Log),
        _ => None,
    };
    showing.map(|showing| showing.goal).or_else(attribute)
}

/// Macros that compile the value of an environment variable in.
pub(crate) const BUILD_TIME_MACROS: &[&str] =
    &["env", "option_env", "dotenv", "dotenv_codegen", "env_or_default", "option_env_str", "load_dotenv"];

/// Macros that compile a file in.
pub(crate) const INCLUDE_MACROS: &[&str] = &["include_str", "include_bytes", "include", "include_crypt"];

/// What a build script tells cargo about an environment variable.
pub(crate) const CARGO_ENV_INSTRUCTIONS: &[&str] = &["rustc-env", "rerun-if-env-changed"];

/// The word for a key as people write it down; enough in code for a closer look.
pub(crate) const MNEMONIC: &str = "mnemonic";

/// The type of an Ed25519 key pair, however it is spaced.
pub(crate) const KEY_PAIR_TYPES: &[&str] = &["u8; 64]", "u8;64]"];

/// Types whose `Debug` shows their content, without lifetimes and spaces.
pub(crate) const TEXT_TYPES: &[&str] = &[
    "String",
    "str",
    "CString",
    "Vec<u8>",
    "[u8]",
    "Bytes",
    "bytes::Bytes",
    "Vec<char>",
    "SmolStr",
    "CompactString",
    "ByteString",
];

/// Types whose `Debug` shows the value that they hold.
pub(crate) const TYPE_WRAPPERS: &[&str] =
    &["Option", "Box", "Arc", "Rc", "Cow", "Zeroizing", "RwLock", "Mutex", "RefCell"];

/// Arrays of fewer bytes are salts, versions and tags.
const MIN_SECRET_BYTES: usize = 8;

/// Whether `Debug` shows the content of a type: of a string or bytes, perhaps wrapped.
///
/// `ty` is spelled without lifetimes and spaces: `Option<&str>`.
pub(crate) fn is_shown_by_debug(ty: &str) -> bool {
    let ty = ty.trim_start_matches('&').trim_start_matches("mut");
    if let Some(len) = ty.strip_prefix("[u8;").and_then(|rest| rest.strip_suffix(']')) {
        return len.parse().map_or(true, |len: usize| len >= MIN_SECRET_BYTES);
    }
    if TEXT_TYPES.iter().any(|text| is_path_to(ty, text)) {
        return true;
    }
    let wrapped = TYPE_WRAPPERS.iter().find_map(|wrapper| {
        let (path, inner) = ty.split_once('<')?;
        is_path_to(path, wrapper).then_some(inner)
    });
    wrapped.and_then(|inner| inner.strip_suffix('>')).is_some_and(is_shown_by_debug)
}

/// Whether a path is `end`, or ends in it after `::`.
pub(crate) fn is_path_to(path: &str, end: &str) -> bool {
    path.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with("::"))
}

/// Functions that wrap their argument or convert it, by the end of their path.
pub(crate) const WRAPPER_FUNCTIONS: &[&str] = &[
    "Some",
    "Ok",
    "Box::new",
    "Rc::new",
    "Rc::from",
    "Arc::new",
    "Arc::from",
    "String::from",
    "Vec::from",
    "Cow::Borrowed",
    "Cow::from",
    "OsString::from",
    "PathBuf::from",
    "Bytes::from_static",
    "Bytes::from",
    "SecretString::from",
    "SecretString::new",
    "SecretBox::new",
    "Secret::new",
    "Zeroizing::new",
    "str::from_utf8",
    "String::from_utf8",
    "String::from_utf8_lossy",
    "from_utf8",
];

/// A method that gives the value of its receiver, in another type or place.
#[derive(Debug)]
pub(crate) struct ValueMethod {
    /// Its name.
    pub name: &'static str,
    /// The result of a literal receiver is that literal.
    folds: bool,
    /// The result may be any value that the receiver may have.
    flows: bool,
    /// Who prints the result prints the receiver.
    shows: bool,
}

const fn folds(name: &'static str) -> ValueMethod {
    ValueMethod { name, folds: true, flows: true, shows: false }
}

const fn flows(name: &'static str) -> ValueMethod {
    ValueMethod { name, folds: false, flows: true, shows: false }
}

const fn folds_and_shows(name: &'static str) -> ValueMethod {
    ValueMethod { name, folds: true, flows: true, shows: true }
}

const fn only_shows(name: &'static str) -> ValueMethod {
    ValueMethod { name, folds: false, flows: false, shows: true }
}

/// Methods that give the value of their receiver.
pub(crate) static VALUE_METHODS: &[ValueMethod] = &[
    flows("align_to"),
    folds_and_shows("as_bytes"),
    only_shows("as_deref"),
    flows("as_mut"),
    flows("as_mut_slice"),
    folds_and_shows("as_ref"),
    folds("as_slice"),
    folds_and_shows("as_str"),
    folds("borrow"),
    folds("chars"),
    folds_and_shows("clone"),
    folds("cloned"),
    folds("collect"),
    folds("copied"),
    flows("deref"),
    folds_and_shows("expect"),
    only_shows("expose_secret"),
    folds("into"),
    folds("into_boxed_slice"),
    folds("into_boxed_str"),
    folds("into_bytes"),
    folds("into_iter"),
    folds("into_owned"),
    folds("into_string"),
    folds("iter"),
    folds("leak"),
    folds("ok"),
    flows("parse"),
    folds("to_bytes"),
    folds_and_shows("to_owned"),
    folds_and_shows("to_string"),
    only_shows("to_string_lossy"),
    folds("to_vec"),
    folds_and_shows("trim"),
    folds("try_into"),
    folds_and_shows("unwrap"),
    folds_and_shows("unwrap_or_default"),
];

/// Whether a method leaves a literal as it is.
pub(crate) fn keeps_literal(method: &str) -> bool {
    VALUE_METHODS.iter().any(|keeper| keeper.name == method && keeper.folds)
}

/// Whether a method leaves a value as it is.
pub(crate) fn keeps_value(method: &str) -> bool {
    VALUE_METHODS.iter().any(|keeper| keeper.name == method && keeper.flows)
}

/// Whether a method's result shows its receiver.
pub(crate) fn keeps_shown(method: &str) -> bool {
    VALUE_METHODS.iter().any(|keeper| keeper.name == method && keeper.shows)
}

/// Methods whose first argument is used if the receiver has no value.
pub(crate) const FALLBACK_METHODS: &[&str] =
    &["unwrap_or", "unwrap_or_else", "or", "or_else", "get_or_insert", "get_or_insert_with", "map_or", "map_or_else"];

/// Fallback methods whose result is no value of the receiver.
pub(crate) const MAPPING_FALLBACKS: &[&str] = &["map_or", "map_or_else"];

/// Code other than [`FALLBACK_METHODS`] that chooses a value: the arms of `match`, `else`, and
/// `Default` or `default_value` in any spelling.
pub(crate) const CHOOSING_CODE: &[&str] = &["=>", "else", "efault"];

/// How a function begins whose values are defaults.
pub(crate) const DEFAULT_FUNCTION: &str = "fn default";

/// Keys of attributes and builders that give a default.
pub(crate) const DEFAULT_KEYS: &[&str] = &["default", "default_value", "default_missing_value", "default_value_t"];

/// A method or macro that joins strings; `+` does as well.
#[derive(Debug)]
pub(crate) struct Join {
    /// Its name.
    pub name: &'static str,
    /// The name with the sign before or behind it that tells it from other words.
    pub spelling: &'static str,
    /// Whether it is a macro, which folds to the whole string.
    pub is_macro: bool,
}

const fn joining_macro(name: &'static str, spelling: &'static str) -> Join {
    Join { name, spelling, is_macro: true }
}

const fn joining_method(name: &'static str, spelling: &'static str) -> Join {
    Join { name, spelling, is_macro: false }
}

/// Methods and macros that join strings.
pub(crate) static JOINS: &[Join] = &[
    // A method of slices as well.
    joining_macro("concat", "concat"),
    joining_macro("format", "format!"),
    joining_macro("format_args", "format_args!"),
    joining_method("join", ".join"),
    joining_method("push_str", "push_str"),
];

/// Whether a macro of that name joins strings.
pub(crate) fn is_joining_macro(name: &str) -> bool {
    JOINS.iter().any(|join| join.name == name && join.is_macro)
}

/// Macros that give the string in them. To hide it in the binary is no protection: the program
/// has what it takes to read it.
pub(crate) const OBFUSCATING_MACROS: &[&str] =
    &["cstr", "encrypt_string", "goldberg_string", "lc", "obfbytes", "obfstr", "obfstring"];

/// The type of a header's value in `http` and the crates that export it.
pub(crate) const HEADER_VALUE: &str = "HeaderValue";

/// Functions of [`HEADER_VALUE`] that make one of a string.
pub(crate) const HEADER_VALUE_FUNCTIONS: &[&str] =
    &["from_str", "from_static", "from_bytes", "from_maybe_shared", "try_from"];

/// Schemes of the `Authorization` header that a credential follows, in lower case.
pub(crate) const AUTH_SCHEMES: &[&str] = &["bearer", "basic", "token", "bot", "apikey"];

/// The credential behind the scheme of an `Authorization` header.
pub(crate) fn after_auth_scheme(text: &str) -> Option<&str> {
    let (scheme, credential) = text.split_once(' ')?;
    is_auth_scheme(scheme.as_bytes()).then_some(credential)
}

/// Whether a word is the scheme of an `Authorization` header.
pub(crate) fn is_auth_scheme(word: &[u8]) -> bool {
    AUTH_SCHEMES.iter().any(|scheme| word.eq_ignore_ascii_case(scheme.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_strings_and_bytes_however_they_are_wrapped() {
        for ty in ["String", "&str", "std::string::String", "Option<&[u8]>", "[u8;32]", "Arc<Mutex<Vec<u8>>>"] {
            assert!(is_shown_by_debug(ty), "{ty}");
        }
        for ty in ["SecretString", "Secret<String>", "usize", "Vec<u16>", "Option<SecretBox<str>>", "[u8;4]"] {
            assert!(!is_shown_by_debug(ty), "{ty}");
        }
    }

    #[test]
    fn a_scheme_is_known_in_any_case_and_only_as_a_whole_word() {
        assert_eq!(after_auth_scheme("BEARER abc"), Some("abc"));
        assert_eq!(after_auth_scheme("ApiKey abc"), Some("abc"));
        assert_eq!(after_auth_scheme("Bearers abc"), None);
        assert_eq!(after_auth_scheme("bearer"), None);
    }
}
