//! Every mistake that a macro reports; `message` is what is said of each.

use nosecrets_detectors::Redacted;

use crate::reference::Scheme;

/// What can be wrong.
// Only tests compare them, and users compile what is derived.
#[cfg_attr(test, derive(Debug, Clone, PartialEq, Eq))]
pub(crate) enum Mistake {
    /// There is no argument, or nothing between two commas.
    NoArgument,
    /// It is an expression; holds its name if it is one.
    NotALiteral(Option<String>),
    /// It is, or contains, the call of a macro.
    NestedMacro,
    /// It is a literal of another type; holds what it is, with its article.
    NotAString(&'static str),
    /// Two literals without a comma between them.
    NoComma,
    /// A word before the literal that is not `optional`.
    UnknownWord,
    /// A comma after `optional`.
    CommaAfterOptional,
    /// `default = …` or the like.
    DefaultValue,
    /// The same place twice.
    Repeated,

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
    /// The same of an argument after the first.
    NotAFallback(Option<String>),

    /// Its scheme is not known; holds the one that was probably meant.
    UnknownScheme(Option<&'static str>),
    /// A scheme without `//`.
    NoSlashes(&'static Scheme),
    /// An ARN without a scheme.
    BareArn,
    /// It holds the address of a server.
    Address,
    /// It holds a login.
    Login,
    /// Nothing follows the scheme.
    NoPath(&'static Scheme),
    /// Nothing stands between two slashes.
    EmptySegment,
    /// A segment is `.` or `..`.
    DotSegment,
    /// A character that has to be encoded.
    Character(char),
    /// Percent-encoding that is none, or spells no text or a slash.
    Encoding,
    /// Too few or too many segments; holds what the provider needs.
    Segments(&'static Scheme, &'static str),
    /// A path of Vault's HTTP interface.
    ApiPath,
    /// The path of a file is relative.
    RelativeFile,
    /// What follows `aws-sm:` is no ARN of a secret.
    Arn,
    /// A parameter that the provider does not know; holds the one that was probably meant.
    UnknownParam(&'static Scheme, Option<&'static str>),
    /// A value that a parameter cannot have.
    BadValue {
        /// The parameter.
        key: &'static str,
        /// What its value is.
        expected: &'static str,
    },
    /// A parameter stands twice.
    DuplicateParam(&'static str),
    /// A version in an engine that has none.
    NoVersions,
    /// A region beside an ARN.
    RegionOfArn,
    /// Nothing follows `#`.
    NoField,
    /// A JSON pointer that is none.
    Pointer,
    /// Parameters after the field.
    ParamsAfterField,
    /// `#` twice.
    SecondField,
    /// The provider is behind a feature that is off.
    NoProvider {
        /// The provider.
        scheme: &'static str,
        /// The feature.
        feature: &'static str,
    },
    /// Fields of local secrets are behind a feature that is off.
    NoFields {
        /// The feature.
        feature: &'static str,
    },

    /// A literal in what `#[forbid_secrets]` stands on is a credential.
    #[cfg(any(test, feature = "forbid"))]
    Forbidden {
        /// The kind in the vendor's own words.
        title: &'static str,
        /// Variable that usually holds one.
        env: &'static str,
        /// What may be shown of it.
        redacted: Redacted,
    },
    /// `#[forbid_secrets]` takes no arguments.
    #[cfg(any(test, feature = "forbid"))]
    ForbidArgument,
}
