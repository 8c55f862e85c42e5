//! What `env_secret!` expands to.

use nosecrets::{Place, SecretRef, env_secret};

const A: SecretRef = SecretRef::new(&[Place::new("env", "A")]);

#[test]
fn one_reference_can_be_written_in_several_ways() {
    assert_eq!(env_secret!("A"), A);
    assert_eq!(env_secret!("env://A",), A);
    assert_eq!(env_secret!(r#"A"#), A);
    assert_eq!(nosecrets::env_secret!["\x41"], A);
}

#[test]
fn places_keep_their_order() {
    const PLACES: SecretRef = env_secret!("A", "file:///run/secrets/a%20b", "systemd://a");
    assert_eq!(PLACES.to_string(), "env://A, else file:///run/secrets/a%20b, else systemd://a");
}

#[test]
fn macro_rules_can_hand_the_names_on() {
    macro_rules! expr {
        ($($name:expr),+) => {
            env_secret!($($name),+)
        };
    }
    macro_rules! literal {
        ($name:literal) => {
            expr!($name)
        };
    }
    macro_rules! tokens {
        ($($name:tt)*) => { literal!($($name)*) };
    }
    assert_eq!([expr!("A"), literal!("A"), tokens!("A")], [A; 3]);
    assert_eq!(expr!("A", "file:///b").places().len(), 2);
}

#[test]
fn a_reference_can_be_part_of_any_constant() {
    const ALL: [SecretRef; 2] = [env_secret!("A"), env_secret!("B")];
    const NAMES: [&str; 2] = [ALL[0].places()[0].path(), ALL[1].places()[0].path()];
    assert_eq!(NAMES, ["A", "B"]);
}
