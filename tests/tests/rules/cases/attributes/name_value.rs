#[deprecated = "the key @{npm-access-token} is old"] //~ npm-access-token
fn old() {}
