//@ kinds: structured
//! Call it with `@{secret}`. //~ secret

/// ```
/// let client = sample::Client::new("@{secret}"); //~ secret
/// ```
pub struct Client;

// The old one was @{secret}, do not use it. //~ secret
#[doc = "As in @{secret}."] //~ secret
pub struct Other;
