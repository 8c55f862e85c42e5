//! Files that are not Rust.

use crate::harness::cases;

cases! { "files":
    cargo_config
    cargo_credentials
    compose
    dockerfile
    dotenv
    hashes_are_clean
    key
    manifest
    query
    readme
    script
    service_account
    settings
    suppressed_are_clean
    workflow
}
