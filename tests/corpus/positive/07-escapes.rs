//@ kinds: structured contextual password key

const @{NAME}: &str = "@{secret|hexescaped}"; //~ secret
static OTHER_@{NAME}: &str = "@{secret|unicodeescaped}"; //~ secret
