#!/usr/bin/env cargo
---
[dependencies]
clap = "4"
---
const KEY: &str = "@{stripe-secret-key}"; //~ stripe-secret-key
