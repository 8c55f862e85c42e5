//@ kinds: structured contextual password key
const SETTINGS: &str = r#"{
    "host": "db.corp.internal",
    "@{name}": "@{secret}" //~ secret
}"#;
