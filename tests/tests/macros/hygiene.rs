//! The macros in the strictest surroundings that they can be called in.

use crate::package::{Package, dependency};

/// Compiles in both editions, in which `nosecrets` has another name.
const STRICT: &str = include_str!("strict.rs.txt");

/// One folder, so that what the packages depend on is built once.
const TARGET: &str = "hygiene-target";

fn lint(edition: &str) {
    let features = ["aws", "conjur", "json", "keyring", "vault"];
    let dependencies =
        dependency("keys", "nosecrets", &["derive", "forbid"]) + &dependency("macros", "nosecrets-macros", &features);
    let package = Package::new(&format!("strict-{edition}"), TARGET, edition, STRICT, &dependencies);
    let output = package.cargo(&["clippy"], &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn no_lint_and_no_name_in_scope_changes_what_an_expansion_means() {
    for edition in ["2021", "2024"] {
        lint(edition);
    }
}

/// A case of its own, for in a workspace somebody may turn the features on.
#[test]
fn what_needs_a_feature_that_is_off_is_an_error_that_names_it() {
    let source = r##"
        static VAULT: keys::SecretRef = keys::env_secret!("vault://secret/twilio");
        static FIELD: keys::SecretRef = keys::env_secret!("file:///twilio.json#key");
        #[keys::forbid_secrets]
        fn main() { let _ = (VAULT.read(), FIELD.read()); }
    "##;
    let package = Package::new("no-feature", TARGET, "2021", source, &dependency("keys", "nosecrets", &[]));
    let output = package.cargo(&["check"], &[]);
    let errors = String::from_utf8_lossy(&output.stderr);
    for feature in ["vault", "json", "forbid"] {
        assert!(errors.contains(&format!("features = [\"{feature}\"]")), "{errors}");
    }
    assert_eq!(errors.matches("\nerror").count() + usize::from(errors.starts_with("error")), 4, "{errors}");
}
