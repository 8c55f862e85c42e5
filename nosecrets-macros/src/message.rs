//! Messages about mistakes.
//!
//! A message is one lower-case sentence, followed by lines of help that say what to write instead.
//! It never repeats the literal: a credential is shown only in its
//! [`Redacted`](nosecrets_detectors::Redacted) form.

use std::fmt;

use crate::expand::joined;
use crate::mistake::Mistake;
use crate::reference::{Scheme, SCHEMES};

const LITERAL: &str = "write the name of the variable as a string literal";
const ROTATE: &str = "treat it as leaked, because it is in the source and in the log of this build: \
                      revoke it and create a new one";
const NAMES: &str = "a name has upper-case letters, digits and `_`, and does not begin with a digit";
const NO_DEFAULT: &str = "there is no default value: in the source it would be a hard-coded credential";
const OPTIONAL: &str = "for an optional secret, write `env_secret!(optional \"NAME\")`";
const ENCODE: &str =
    "write a character that has a meaning in references as `%` and two hexadecimal digits, such as `%20`";

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence())?;
        self.helps().iter().try_for_each(|help| write!(f, "\nhelp: {help}"))
    }
}

impl Mistake {
    fn sentence(&self) -> String {
        String::from(match self {
            Mistake::NoArgument => "the name of a variable is missing",
            Mistake::NotALiteral(_) => "expected a string literal",
            Mistake::NestedMacro => "expected a string literal, found a macro",
            Mistake::NotAString(found) => return format!("expected a string literal, found {found}"),
            Mistake::NoComma => "expected a comma between two references",
            Mistake::UnknownWord => "the only word allowed before the references is `optional`",
            Mistake::CommaAfterOptional => "there must be no comma after `optional`",
            Mistake::DefaultValue => "a secret has no default value",
            Mistake::Repeated => "this place is already listed",
            Mistake::Credential { title, redacted, .. } => {
                return format!("this literal is a credential: {title} `{redacted}`")
            }
            Mistake::Random(redacted) => {
                return format!("this literal looks like a key, not like the name of a variable: `{redacted}`")
            }
            Mistake::Empty => "the name of the variable is empty",
            Mistake::NotAName(_) => "this is not the name of an environment variable",
            Mistake::NotAFallback(_) => {
                "this is neither the name of an environment variable nor a reference to a secret"
            }
            Mistake::UnknownScheme(_) => "unknown scheme in a reference to a secret",
            Mistake::NoSlashes(scheme) => return format!("`//` is missing after `{}:`", scheme.name),
            Mistake::BareArn => "an ARN needs the scheme `aws-sm:`",
            Mistake::Address => "a reference to a secret must not contain the address of a server",
            Mistake::Login => "a reference to a secret must not contain a login",
            Mistake::NoPath(_) => "the name of the secret is missing",
            Mistake::EmptySegment => "a part of the path is empty",
            Mistake::DotSegment => "`.` and `..` are not allowed in the path of a secret",
            Mistake::Character(stray) => return format!("a reference cannot contain {}", name_of(*stray)),
            Mistake::Encoding => "this percent-encoding is invalid",
            Mistake::Segments(scheme, needs) => return format!("a `{}://` reference needs {needs}", scheme.name),
            Mistake::ApiPath => "this is a path of Vault's HTTP interface, not of a secret",
            Mistake::RelativeFile => "the path of a file has to be absolute",
            Mistake::Arn => "this is not the ARN of a secret",
            Mistake::UnknownParam(scheme, _) => return format!("unknown parameter for `{}`", scheme.name),
            Mistake::BadValue { key, expected } => return format!("the parameter `{key}` must be {expected}"),
            Mistake::DuplicateParam(key) => return format!("the parameter `{key}` is given twice"),
            Mistake::NoVersions => "version 1 of Vault's key-value engine has no versions of secrets",
            Mistake::RegionOfArn => "an ARN already contains its region",
            Mistake::NoField => "no field follows `#`",
            Mistake::Pointer => "this is not a JSON pointer",
            Mistake::ParamsAfterField => "parameters must come before the field",
            Mistake::SecondField => "a reference can have only one field",
            Mistake::NoProvider { scheme, feature } => {
                return format!("`{scheme}://` needs the feature `{feature}` of `nosecrets`")
            }
            Mistake::NoFields { feature } => return format!("a field needs the feature `{feature}` of `nosecrets`"),
            #[cfg(any(test, feature = "forbid"))]
            Mistake::Forbidden { title, redacted, .. } => {
                return format!("a literal here is a credential: {title} `{redacted}`")
            }
            #[cfg(any(test, feature = "forbid"))]
            Mistake::ForbidArgument => "`#[forbid_secrets]` takes no arguments",
        })
    }

    fn helps(&self) -> Vec<String> {
        match self {
            Mistake::Credential { env, .. } => leaked(ROTATE.into(), env),
            #[cfg(any(test, feature = "forbid"))]
            Mistake::Forbidden { env, .. } => leaked(ROTATE.into(), env),
            Mistake::Random(_) => leaked(format!("if it is a key, {ROTATE}"), "NAME"),
            Mistake::DefaultValue => vec![NO_DEFAULT.into(), OPTIONAL.into()],
            Mistake::NotAFallback(None) => vec![OTHER_PLACES.into(), NO_DEFAULT.into()],
            _ => vec![self.help()],
        }
    }

    fn help(&self) -> String {
        String::from(match self {
            Mistake::NoArgument | Mistake::Empty => return format!("{LITERAL}: {}", call("TWILIO_AUTH_TOKEN")),
            Mistake::NotALiteral(Some(name)) => return format!("{LITERAL}: {}", call(name)),
            Mistake::NotALiteral(None) | Mistake::NotAString(_) => LITERAL,
            Mistake::NestedMacro => return format!("{LITERAL}: a macro in the argument is not expanded"),
            Mistake::NoComma => "separate them: `env_secret!(\"NAME\", \"file:///run/secrets/name\")`",
            Mistake::UnknownWord | Mistake::CommaAfterOptional => OPTIONAL,
            Mistake::Repeated => "remove it: the place would be queried again with the same result",
            Mistake::NotAName(Some(name)) | Mistake::NotAFallback(Some(name)) => return format!("did you mean \"{name}\"?"),
            Mistake::NotAName(None) => NAMES,
            Mistake::UnknownScheme(Some(meant)) => return did_you_mean(Scheme::of(meant).ok()),
            Mistake::UnknownScheme(None) => return schemes(),
            Mistake::NoSlashes(scheme) | Mistake::NoPath(scheme) | Mistake::Segments(scheme, _) => return such_as(scheme),
            Mistake::BareArn => "write `aws-sm:arn:aws:secretsmanager:…`",
            Mistake::Address => "set the address at run time, with `VAULT_ADDR` or `CONJUR_APPLIANCE_URL`, and write only the secret's name here",
            Mistake::Login => "the login is determined at run time, by the environment or the machine's role; write `%40` for an `@` in a name",
            Mistake::EmptySegment => "remove the extra slash",
            Mistake::DotSegment => "write the path as it is at the provider",
            Mistake::Character('{' | '}' | '<' | '>') => "a reference is a constant without placeholders: write the whole name",
            Mistake::Character(_) | Mistake::Encoding => ENCODE,
            Mistake::ApiPath => "leave `v1`, `data` and `metadata` out, as in `vault://secret/twilio`; for a folder of that name add `?mount=secret` and write the path in it",
            Mistake::RelativeFile => "write three slashes and the path from the root: `file:///run/secrets/twilio`",
            Mistake::Arn => "it looks like `aws-sm:arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/twilio-AbCdEf`",
            Mistake::UnknownParam(_, Some(meant)) => return format!("did you mean `{meant}`?"),
            Mistake::UnknownParam(scheme, None) => return parameters(scheme),
            Mistake::BadValue { key, .. } => return example_of(key),
            Mistake::DuplicateParam(_) => "remove one of them",
            Mistake::NoVersions => "leave out `version`, or write `kv=2`",
            Mistake::RegionOfArn => "remove the parameter `region`",
            Mistake::NoField => "name the field, as in `#api_key` or `#/keys/0`, or leave the `#` out",
            Mistake::Pointer => "in a pointer `~0` stands for `~` and `~1` for `/` (RFC 6901)",
            Mistake::ParamsAfterField => "write `vault://secret/twilio?version=3#auth_token`",
            Mistake::SecondField => "write `%23` for a `#` in a name; a pointer such as `#/a/b` leads to an inner field",
            Mistake::NoProvider { feature, .. } | Mistake::NoFields { feature } => {
                return format!("write `nosecrets = {{ version = \"…\", features = [\"{feature}\"] }}` in Cargo.toml")
            }
            #[cfg(any(test, feature = "forbid"))]
            Mistake::ForbidArgument => "write `#[forbid_secrets]`",
            _ => LITERAL,
        })
    }
}

const OTHER_PLACES: &str =
    "the arguments after the first are fallback places, such as `vault://secret/twilio#auth_token`";

fn leaked(rotate: String, env: &str) -> Vec<String> {
    vec![rotate, format!("read the new one from the environment: {}", call(env))]
}

fn call(argument: &str) -> String {
    format!("`env_secret!(\"{argument}\")`")
}

fn such_as(scheme: &Scheme) -> String {
    format!("write it as in `{}`", scheme.example)
}

fn did_you_mean(scheme: Option<&Scheme>) -> String {
    scheme.map_or_else(schemes, |scheme| format!("did you mean `{}://`, as in `{}`?", scheme.name, scheme.example))
}

fn schemes() -> String {
    let mut names = Vec::new();
    for scheme in SCHEMES {
        names.push(scheme.name);
    }
    format!("the schemes are {}; for a custom provider, write `SecretRef::new(&[Place::new(…)])`", listed(&names))
}

fn parameters(scheme: &Scheme) -> String {
    match scheme.params {
        [] => format!("`{}` takes none", scheme.name),
        params => format!("`{}` takes {}", scheme.name, listed(params)),
    }
}

fn listed(names: &[&str]) -> String {
    let mut quoted = Vec::new();
    for name in names {
        quoted.push(format!("`{name}`"));
    }
    joined(&quoted, ", ")
}

fn example_of(key: &str) -> String {
    let example = match key {
        "version" => "vault://secret/twilio?version=3",
        "kv" => "vault://secret/twilio?kv=2",
        "mount" => "vault://twilio?mount=team/kv",
        "region" => "aws-sm://prod/twilio?region=eu-west-1",
        "stage" => "aws-sm://prod/twilio?stage=AWSPREVIOUS",
        "account" => "conjur://prod/twilio?account=example",
        _ => "aws-sm://prod/twilio?stage=AWSCURRENT",
    };
    format!("write it as in `{example}`")
}

fn name_of(stray: char) -> String {
    match stray {
        ' ' => "a space".into(),
        c if c.is_control() || c.is_whitespace() => "a line break or other invisible character".into(),
        c => format!("`{c}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nosecrets_detectors::Redacted;

    /// One of each kind; its details are those of a case in `tests/ui`.
    fn all() -> Vec<Mistake> {
        let scheme = |name| Scheme::of(name).expect("known");
        let canary = || Redacted::new(&[b"nosecrets_canary_", &[b'x'; 16][..]].concat(), 8);
        let (title, env) = ("nosecrets canary token", "NOSECRETS_CANARY");
        vec![
            Mistake::NoArgument,
            Mistake::NotALiteral(None),
            Mistake::NotALiteral(Some("TWILIO_AUTH_TOKEN".into())),
            Mistake::NestedMacro,
            Mistake::NotAString("a byte string"),
            Mistake::NoComma,
            Mistake::UnknownWord,
            Mistake::CommaAfterOptional,
            Mistake::DefaultValue,
            Mistake::Repeated,
            Mistake::Credential { title, env, redacted: canary() },
            Mistake::Random(Redacted::new(&[b'x'; 20], 0)),
            Mistake::Empty,
            Mistake::NotAName(None),
            Mistake::NotAName(Some("TWILIO_AUTH_TOKEN".into())),
            Mistake::NotAFallback(None),
            Mistake::NotAFallback(Some("TWILIO_TOKEN".into())),
            Mistake::UnknownScheme(None),
            Mistake::UnknownScheme(Some("vault")),
            Mistake::NoSlashes(scheme("vault")),
            Mistake::BareArn,
            Mistake::Address,
            Mistake::Login,
            Mistake::NoPath(scheme("conjur")),
            Mistake::EmptySegment,
            Mistake::DotSegment,
            Mistake::Character(' '),
            Mistake::Character('{'),
            Mistake::Encoding,
            Mistake::Segments(scheme("systemd"), "one name"),
            Mistake::ApiPath,
            Mistake::RelativeFile,
            Mistake::Arn,
            Mistake::UnknownParam(scheme("vault"), Some("version")),
            Mistake::UnknownParam(scheme("file"), None),
            Mistake::BadValue { key: "version", expected: "a number from 1 on" },
            Mistake::DuplicateParam("version"),
            Mistake::NoVersions,
            Mistake::RegionOfArn,
            Mistake::NoField,
            Mistake::Pointer,
            Mistake::ParamsAfterField,
            Mistake::SecondField,
            Mistake::NoProvider { scheme: "vault", feature: "vault" },
            Mistake::NoFields { feature: "json" },
            Mistake::Forbidden { title, env, redacted: canary() },
            Mistake::ForbidArgument,
        ]
    }

    #[test]
    fn messages_are_a_lower_case_sentence_and_help_without_a_period() {
        for mistake in all() {
            let message = mistake.to_string();
            assert!(message.contains("\nhelp: "), "{message}");
            for line in message.lines() {
                let line = line.trim_start_matches("help: ");
                let is_name = line.starts_with("an ARN") || line.starts_with("Vault");
                assert!(is_name || !line.starts_with(char::is_uppercase), "{line}");
                assert!(!line.ends_with('.'), "{line}");
            }
        }
    }

    /// rustc indents the lines after the first.
    fn documented(message: &str, documents: &[&str]) -> bool {
        documents.iter().any(|document| document.contains(&message.replace("\nhelp:", "\n       help:")))
    }

    #[test]
    fn every_error_is_documented() {
        let documents = [include_str!("../../docs/macros/errors.md"), include_str!("../../nosecrets/README.md")];
        let messages = all().into_iter().map(|mistake| mistake.to_string());
        let missing: Vec<String> = messages.filter(|message| !documented(message, &documents)).collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[cfg(feature = "derive")]
    #[test]
    fn every_error_of_the_derive_is_documented() {
        let messages = crate::derive::MISTAKES.iter().map(ToString::to_string);
        let document = include_str!("../../docs/macros/errors.md");
        let missing: Vec<String> = messages.filter(|message| !documented(message, &[document])).collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }

    /// Fails to compile when a new kind of mistake is added. Then add it to `all`, and add a case.
    #[test]
    fn none_is_missing_above() {
        let mut seen = [false; 41];
        for mistake in all() {
            let number = match mistake {
                Mistake::NoArgument => 0,
                Mistake::NotALiteral(_) => 1,
                Mistake::NestedMacro => 2,
                Mistake::NotAString(_) => 3,
                Mistake::NoComma => 4,
                Mistake::UnknownWord => 5,
                Mistake::CommaAfterOptional => 6,
                Mistake::DefaultValue => 7,
                Mistake::Repeated => 8,
                Mistake::Credential { .. } => 9,
                Mistake::Random(_) => 10,
                Mistake::Empty => 11,
                Mistake::NotAName(_) => 12,
                Mistake::NotAFallback(_) => 13,
                Mistake::UnknownScheme(_) => 14,
                Mistake::NoSlashes(_) => 15,
                Mistake::BareArn => 16,
                Mistake::Address => 17,
                Mistake::Login => 18,
                Mistake::NoPath(_) => 19,
                Mistake::EmptySegment => 20,
                Mistake::DotSegment => 21,
                Mistake::Character(_) => 22,
                Mistake::Encoding => 23,
                Mistake::Segments(..) => 24,
                Mistake::ApiPath => 25,
                Mistake::RelativeFile => 26,
                Mistake::Arn => 27,
                Mistake::UnknownParam(..) => 28,
                Mistake::BadValue { .. } => 29,
                Mistake::DuplicateParam(_) => 30,
                Mistake::NoVersions => 31,
                Mistake::RegionOfArn => 32,
                Mistake::NoField => 33,
                Mistake::Pointer => 34,
                Mistake::ParamsAfterField => 35,
                Mistake::SecondField => 36,
                Mistake::NoProvider { .. } => 37,
                Mistake::NoFields { .. } => 38,
                Mistake::Forbidden { .. } => 39,
                Mistake::ForbidArgument => 40,
            };
            seen[number] = true;
        }
        assert_eq!(seen, [true; 41]);
    }
}
