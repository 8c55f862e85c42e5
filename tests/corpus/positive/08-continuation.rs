//@ kinds: structured contextual password key

const @{NAME}: &str = "@{secret|continued}"; //~ secret
