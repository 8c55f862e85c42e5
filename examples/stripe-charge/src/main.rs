//! Charges a test card through Stripe's REST API: see its README.
//!
//! Sources: <https://docs.stripe.com/api/charges/create>, <https://docs.stripe.com/api/errors>
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example shows what it does")]

use std::process::ExitCode;

use nosecrets::{SecretRef, env_secret};
use serde_json::Value;
use ureq::http::HeaderValue;

static SECRET_KEY: SecretRef = env_secret!("STRIPE_SECRET_KEY");

fn main() -> ExitCode {
    match charge() {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Charges the amount on the command line, in cents.
fn charge() -> Result<String, String> {
    let amount = std::env::args().nth(1).ok_or("give the amount in cents")?;
    let key = SECRET_KEY.read().map_err(|error| error.to_string())?;
    let header = HeaderValue::try_from(format!("Bearer {}", key.expose()));
    let mut header = header.map_err(|_| "the key is no text of one line".to_owned())?;
    header.set_sensitive(true);

    // Tests send to a stand-in.
    let base = std::env::var("STRIPE_API_URL").unwrap_or_else(|_| "https://api.stripe.com".into());
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let form = [("amount", amount.as_str()), ("currency", "eur"), ("source", "tok_visa")];
    let sent = agent.post(format!("{base}/v1/charges")).header("authorization", header).send_form(form);
    let mut answer = sent.map_err(|error| format!("Stripe cannot be reached: {error}"))?;
    let is_success = answer.status().is_success();
    let body = answer.body_mut().read_to_string().map_err(|error| format!("the answer cannot be read: {error}"))?;
    let body: Value = serde_json::from_str(&body).unwrap_or_default();
    if is_success {
        return Ok(format!("charged: {}, {}", text_of(&body, "id"), text_of(&body, "status")));
    }
    Err(refusal(&body["error"]))
}

/// What is needed to look the error up. Its message is left out, because Stripe quotes the
/// beginning and the end of a key in it.
fn refusal(error: &Value) -> String {
    let (kind, code) = (text_of(error, "type"), text_of(error, "code"));
    format!("Stripe refuses: type {kind}, code {code}\nsee {}", text_of(error, "request_log_url"))
}

fn text_of<'v>(body: &'v Value, key: &str) -> &'v str {
    body[key].as_str().unwrap_or("-")
}
