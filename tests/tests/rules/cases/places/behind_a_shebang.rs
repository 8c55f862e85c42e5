#!/usr/bin/env run-cargo-script
const KEY: &str = "@{stripe-secret-key}"; //~ stripe-secret-key
