//@ kinds: structured contextual password key

macro_rules! config {
    () => {
        Config { @{name}: "@{secret}" } //~ secret
    };
}
