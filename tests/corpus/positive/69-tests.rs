//@ kinds: structured contextual password key

#[cfg(test)]
mod tests {
    const @{NAME}: &str = "@{secret}"; //~ all-contexts secret

    #[tokio::test]
    async fn logs_in() {
        let @{name} = "@{secret}"; //~ all-contexts secret
        assert!(login(@{name}).await);
    }
}
//@ path: tests/api.rs
const @{NAME}: &str = "@{secret}"; //~ all-contexts secret
//@ path: benches/speed.rs
const @{NAME}: &str = "@{secret}"; //~ all-contexts secret
//@ path: examples/login.rs
fn main() {
    let @{name} = "@{secret}"; //~ all-contexts secret
    login(@{name});
}
