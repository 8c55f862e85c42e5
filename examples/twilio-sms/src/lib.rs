//! Sends a text message through Twilio's REST API: see its README.
//!
//! Source: <https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource>
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example shows what it does")]

use std::process::ExitCode;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use nosecrets::{Secret, SecretRef};
use serde_json::Value;
use ureq::http::HeaderValue;

/// Sends the message on the command line: from, to and text.
///
/// `api_key` is the only secret: account and key have public names, `AC…` and `SK…`, in
/// `TWILIO_ACCOUNT_SID` and `TWILIO_API_KEY_SID`.
pub fn run(api_key: SecretRef) -> ExitCode {
    match send(api_key) {
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

fn send(api_key: SecretRef) -> Result<String, String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, text] = arguments.as_slice() else {
        return Err("give three arguments: from, to and the text".into());
    };
    let account = variable("TWILIO_ACCOUNT_SID")?;
    let key_sid = variable("TWILIO_API_KEY_SID")?;
    let secret = api_key.read().map_err(|error| error.to_string())?;

    // Tests send to a stand-in.
    let base = std::env::var("TWILIO_API_URL").unwrap_or_else(|_| "https://api.twilio.com".into());
    let url = format!("{base}/2010-04-01/Accounts/{account}/Messages.json");
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let form = [("From", from.as_str()), ("To", to), ("Body", text)];
    let sent = agent.post(url).header("authorization", authorization(&key_sid, &secret)?).send_form(form);
    let mut answer = sent.map_err(|error| format!("Twilio cannot be reached: {error}"))?;
    let status = answer.status();
    let body = answer.body_mut().read_to_string().map_err(|error| format!("the answer cannot be read: {error}"))?;
    let body: Value = serde_json::from_str(&body).unwrap_or_default();
    if status.is_success() {
        return Ok(format!("sent {}: {}", text_of(&body, "sid"), text_of(&body, "status")));
    }
    // The message and the rest of the body may quote the request.
    Err(format!("Twilio answers {}, code {}: see {}", status.as_u16(), body["code"], text_of(&body, "more_info")))
}

/// The login header, marked as sensitive so that no log shows it.
fn authorization(key_sid: &str, secret: &Secret) -> Result<HeaderValue, String> {
    let login = STANDARD.encode(format!("{key_sid}:{}", secret.expose()));
    let header = HeaderValue::try_from(format!("Basic {login}"));
    let mut header = header.map_err(|_| "the key is no text of one line".to_owned())?;
    header.set_sensitive(true);
    Ok(header)
}

fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!("{name} is not set"))
}

fn text_of<'v>(body: &'v Value, key: &str) -> &'v str {
    body[key].as_str().unwrap_or("-")
}
