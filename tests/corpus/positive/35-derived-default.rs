//@ kinds: structured contextual password key

#[derive(SmartDefault)]
struct Config {
    #[default("@{secret}")] //~ secret
    @{name}: String,
}

#[derive(derive_builder::Builder)]
struct Options {
    #[builder(default = "@{secret}")] //~ secret
    @{name}: String,
}
