#[doc = "Use @{npm-access-token}."] //~ npm-access-token
fn documented() {}
