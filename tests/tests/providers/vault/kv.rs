//! What is read from the engines.

use super::*;

#[test]
fn a_field_of_the_newest_version_is_read() {
    let server = server();
    let fetched = root(&server).fetch(&TWILIO, soon()).unwrap();
    assert_eq!((text(&fetched), fetched.version.as_deref(), fetched.lease), ("third", Some("3"), None));
}

#[test]
fn the_mount_is_looked_up_once() {
    let server = server();
    server.put("secret", "other", json!({ "api_key": "other" }));
    let vault = root(&server);
    for _ in 0..3 {
        value(&vault, &TWILIO);
    }
    value(&vault, &Place::new("vault", "secret/other").with_field("api_key"));
    assert_eq!(server.server.count("sys/internal/ui/mounts"), 1, "{:?}", server.server.seen());
    assert_eq!(server.server.count("secret/data"), 4);
}

#[test]
fn a_version_can_be_asked_for() {
    let server = server();
    let vault = root(&server);
    let first = TWILIO.with_params(&[("version", "1")]);
    assert_eq!(value(&vault, &first), "first");
    assert_eq!(vault.fetch(&first, soon()).unwrap().version.as_deref(), Some("1"));
    assert_eq!(kind(&vault, &TWILIO.with_params(&[("version", "9")])), ErrorKind::NotFound);
    assert_eq!(kind(&vault, &TWILIO.with_params(&[("version", "1&x=y")])), ErrorKind::Malformed);
}

#[test]
fn a_version_that_is_gone_is_not_found_and_says_so() {
    let server = server();
    server.delete("secret", "twilio", 3, false);
    server.delete("secret", "twilio", 1, true);
    let vault = root(&server);
    let deleted = failure(&vault, &TWILIO);
    assert_eq!((deleted.kind, &*deleted.detail), (ErrorKind::NotFound, "this version has been deleted"));
    let destroyed = failure(&vault, &TWILIO.with_params(&[("version", "1")]));
    assert_eq!((destroyed.kind, &*destroyed.detail), (ErrorKind::NotFound, "this version has been destroyed"));
    assert_eq!(value(&vault, &TWILIO.with_params(&[("version", "2")])), "second");
}

#[test]
fn fields_are_names_pointers_or_everything() {
    let server = server();
    let vault = root(&server);
    let twilio = Place::new("vault", "secret/twilio");
    assert_eq!(value(&vault, &twilio.with_field("/nested/a~1b/1")), "two");
    assert_eq!(value(&vault, &twilio.with_field("/nested")), r#"{"a/b":[1,"two"]}"#);
    let all: serde_json::Value = serde_json::from_str(&value(&vault, &twilio)).unwrap();
    assert_eq!(all["api_key"], "third");
    assert_eq!(kind(&vault, &twilio.with_field("absent")), ErrorKind::NotFound);
}

#[test]
fn version_one_is_read_with_its_lease() {
    let server = server();
    server.put("old", "a/b", json!({ "key": "value", "ttl": "1h" }));
    let vault = root(&server);
    let place = Place::new("vault", "old/a/b").with_field("key");
    let fetched = vault.fetch(&place, soon()).unwrap();
    assert_eq!((text(&fetched), fetched.version.clone()), ("value", None));
    assert_eq!(fetched.lease, Some(Duration::from_secs(3600)));
    assert_eq!(kind(&vault, &place.with_params(&[("version", "1")])), ErrorKind::Malformed);
}

#[test]
fn a_mount_of_several_segments_is_found() {
    let server = server();
    server.mount("", "team/kv", 2);
    server.put("team/kv", "a", json!({ "key": "value" }));
    let place = Place::new("vault", "team/kv/a").with_field("key");
    assert_eq!(value(&root(&server), &place), "value");
    let within = Place::new("vault", "a").with_field("key").with_params(&[("mount", "team/kv")]);
    assert_eq!(value(&root(&server), &within), "value");
    assert_eq!(server.server.count("/v1/team/kv/data/a"), 2);
    let twice = failure(&root(&server), &place.with_params(&[("mount", "team/kv")]));
    assert_eq!(twice.kind, ErrorKind::NotFound);
    assert!(twice.detail.contains("within the mount"), "{twice:?}");
}

#[test]
fn without_leave_to_look_the_mount_up_version_two_is_assumed() {
    let server = server();
    // The probe is only answered to those who may read something in the mount.
    server.mount("", "blind", 2);
    server.policy("blind", &["/*"]);
    server.put("blind", "x", json!({ "key": "value" }));
    let vault = with(&server, VaultLogin::token(secret(&server.token("blind", None, false))));
    assert_eq!(value(&vault, &Place::new("vault", "blind/x").with_field("key")), "value");
    assert_eq!(server.server.count("sys/internal/ui/mounts"), 1);
}

#[test]
fn an_engine_that_was_upgraded_is_read_as_what_it_is_now() {
    let server = server();
    server.put("old", "a", json!({ "key": "one" }));
    let vault = root(&server);
    let place = Place::new("vault", "old/a").with_field("key");
    assert_eq!(value(&vault, &place), "one");
    server.mount("", "old", 2);
    server.put("old", "a", json!({ "key": "two" }));
    assert_eq!(kind(&vault, &place), ErrorKind::NotFound);
    assert_eq!(value(&vault, &place), "two");
}

#[test]
fn parameters_spare_the_look_up() {
    let server = server();
    server.put("old", "a", json!({ "key": "one" }));
    server.mount("", "team/kv", 2);
    server.put("team/kv", "a", json!({ "key": "two" }));
    let vault = root(&server);
    let one = Place::new("vault", "old/a").with_field("key");
    assert_eq!(value(&vault, &one.with_params(&[("kv", "1")])), "one");
    let two = Place::new("vault", "a").with_field("key");
    assert_eq!(value(&vault, &two.with_params(&[("kv", "2"), ("mount", "team/kv")])), "two");
    assert_eq!(server.server.count("sys/internal/ui/mounts"), 0);
    assert_eq!(kind(&vault, &two.with_params(&[("kv", "3")])), ErrorKind::Malformed);
    assert_eq!(kind(&vault, &Place::new("vault", "old").with_params(&[("kv", "1")])), ErrorKind::Malformed);
}

#[test]
fn paths_that_are_wrong_for_the_engine_are_explained() {
    let server = server();
    let vault = root(&server);
    let as_one = failure(&vault, &TWILIO.with_params(&[("kv", "1")]));
    assert_eq!(
        (as_one.kind, &*as_one.detail),
        (ErrorKind::NotFound, "the mount is KV version 2, but was read as version 1")
    );
    let pasted = failure(&vault, &Place::new("vault", "secret/data/twilio"));
    assert_eq!(
        (pasted.kind, &*pasted.detail),
        (ErrorKind::NotFound, "there is no such secret; write the path without `data/`")
    );
    let nowhere = failure(&vault, &Place::new("vault", "nomount/x"));
    assert_eq!((nowhere.kind, &*nowhere.detail), (ErrorKind::NotFound, "no secrets engine is mounted there"));
    for path in ["secret/../sys/seal", "secret//x", "./secret/x", ""] {
        assert_eq!(kind(&vault, &Place::new("vault", path)), ErrorKind::Malformed, "{path}");
    }
}

#[test]
fn names_are_encoded() {
    let server = server();
    server.put("secret", "a b/é?#%", json!({ "key": "value" }));
    assert_eq!(value(&root(&server), &Place::new("vault", "secret/a b/é?#%").with_field("key")), "value");
}

#[test]
fn a_namespace_goes_with_every_request() {
    let server = server();
    server.mount("team/a", "secret", 2);
    server.put_in("team/a", "secret", "twilio", json!({ "api_key": "of the team" }));
    let builder = Vault::builder(server.server.url()).login(VaultLogin::token(secret("root")));
    assert_eq!(value(&builder.namespace("team/a").build().unwrap(), &TWILIO), "of the team");
}

#[test]
fn several_fields_of_a_secret_are_one_request() {
    let server = server();
    server.put("secret", "other", json!({ "key": "other" }));
    let vault = root(&server);
    let (nested, absent) = (TWILIO.with_field("/nested/a~1b/0"), TWILIO.with_field("absent"));
    let old = TWILIO.with_params(&[("version", "1")]);
    let other = Place::new("vault", "secret/other").with_field("key");
    let missing = Place::new("vault", "secret/missing");
    let results = vault.fetch_all(&[TWILIO, nested, absent, old, other, missing, TWILIO], soon());
    let texts: Vec<_> =
        results.iter().map(|result| result.as_ref().map(text).map_err(|failure| failure.kind)).collect();
    let not_found = Err(ErrorKind::NotFound);
    assert_eq!(texts, [Ok("third"), Ok("1"), not_found, Ok("first"), Ok("other"), not_found, Ok("third")]);
    assert_eq!(server.server.count("secret/data"), 4, "{:?}", server.server.seen());
    assert!(vault.fetch_all(&[], soon()).is_empty());
}
