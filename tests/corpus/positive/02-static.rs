//@ kinds: structured contextual password key private-key

use std::sync::LazyLock;

static @{NAME}: &str = "@{secret}"; //~ secret
static LAZY_@{NAME}: LazyLock<String> = LazyLock::new(|| "@{secret}".to_string()); //~ secret
