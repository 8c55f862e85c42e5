fn main() {
    unsafe { std::env::set_var("A", "@{crates-io-trusted-publishing-token}") }; //~ crates-io-trusted-publishing-token
}
