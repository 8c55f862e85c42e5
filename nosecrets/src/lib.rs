#![cfg_attr(feature = "macros", doc = include_str!("../README.md"))]
#![cfg_attr(not(feature = "macros"), doc = "Credentials from the environment, never from the source.")]

mod error;
mod provider;
mod reference;
mod secret;

pub use error::{Error, ErrorKind};
pub use reference::SecretRef;
pub use secret::Secret;

/// ```
/// use nosecrets::{env_secret, SecretRef};
///
/// static TOKEN: SecretRef = env_secret!("TWILIO_AUTH_TOKEN");
/// assert_eq!(TOKEN, env_secret!("env://TWILIO_AUTH_TOKEN"));
/// assert_eq!(TOKEN.name(), "TWILIO_AUTH_TOKEN");
/// ```
///
/// What is not the name of a variable does not compile:
///
/// ```compile_fail
/// nosecrets::env_secret!("twilio auth token");
/// ```
#[cfg(feature = "macros")]
pub use nosecrets_macros::env_secret;
