#[cfg_attr(feature = "cli", arg(default_value = "@{npm-access-token}"))] //~ npm-access-token
struct Args;
