//! Keys look like `sk_live_…` or `ghp_…`; a Twilio token has 32 hex digits.
/// `AWS_SECRET_ACCESS_KEY` is 40 characters long.
fn documented() {}
