//@ kinds: structured password
//@ rule: secret-compared-with-literal
fn may_enter(@{name}: &str) -> bool {
    @{name} == "@{secret}" //~ secret
}
