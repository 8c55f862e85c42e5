//! The mistakes that macros report; `message` has the message about each.

use nosecrets_detectors::Redacted;

use crate::reference::Scheme;

/// The kinds of mistake.
// Derived only in tests, because users would have to compile it.
#[cfg_attr(test, derive(Debug, Clone, PartialEq, Eq))]
pub(crate) enum Mistake {
    /// There is no argument, or nothing between two commas.
    NoArgument,
    /// It is an expression; contains its name if it is one.
    NotALiteral(Option<String>),
    /// It is, or contains, a macro call.
    NestedMacro,
    /// It is a literal of another type; contains the type, with its article.
    NotAString(&'static str),
    /// Two literals without a comma between them.
    NoComma,
    /// A word before the literal that is not `optional`.
    UnknownWord,
    /// A comma after `optional`.
    CommaAfterOptional,
    /// `default = …` or similar.
    DefaultValue,
    /// A place is listed twice.
    Repeated,

    /// It is a credential.
    Credential {
        /// The kind, in the vendor's words.
        title: &'static str,
        /// The variable that usually holds one.
        env: &'static str,
        /// What may be shown of it.
        redacted: Redacted,
    },
    /// It is random, so it is probably a key.
    Random(Redacted),
    /// It is empty or blank.
    Empty,
    /// It is not spelled like a variable; contains the correct spelling, if known.
    NotAName(Option<String>),
    /// [`NotAName`](Mistake::NotAName) for an argument after the first.
    NotAFallback(Option<String>),

    /// Its scheme is unknown; contains the one that was probably meant.
    UnknownScheme(Option<&'static str>),
    /// A scheme without `//`.
    NoSlashes(&'static Scheme),
    /// An ARN without a scheme.
    BareArn,
    /// It contains the address of a server.
    Address,
    /// It contains a login.
    Login,
    /// Nothing follows the scheme.
    NoPath(&'static Scheme),
    /// There is nothing between two slashes.
    EmptySegment,
    /// A segment is `.` or `..`.
    DotSegment,
    /// A character that must be encoded.
    Character(char),
    /// Invalid percent-encoding, or one that decodes to a slash or to invalid UTF-8.
    Encoding,
    /// Too few or too many segments; contains what the provider needs.
    Segments(&'static Scheme, &'static str),
    /// A path of Vault's HTTP interface.
    ApiPath,
    /// The path of a file is relative.
    RelativeFile,
    /// What follows `aws-sm:` is not the ARN of a secret.
    Arn,
    /// A parameter that the provider does not know; contains the one that was probably meant.
    UnknownParam(&'static Scheme, Option<&'static str>),
    /// An invalid value of a parameter.
    BadValue {
        /// The parameter.
        key: &'static str,
        /// What its value must be.
        expected: &'static str,
    },
    /// A parameter is given twice.
    DuplicateParam(&'static str),
    /// A version in an engine that has none.
    NoVersions,
    /// A region in addition to an ARN.
    RegionOfArn,
    /// Nothing follows `#`.
    NoField,
    /// An invalid JSON pointer.
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

    /// A literal in the item under `#[forbid_secrets]` is a credential.
    #[cfg(any(test, feature = "forbid"))]
    Forbidden {
        /// The kind, in the vendor's words.
        title: &'static str,
        /// The variable that usually holds one.
        env: &'static str,
        /// What may be shown of it.
        redacted: Redacted,
    },
    /// `#[forbid_secrets]` takes no arguments.
    #[cfg(any(test, feature = "forbid"))]
    ForbidArgument,
}
