#![cfg_attr(feature = "macros", doc = include_str!("../README.md"))]
#![cfg_attr(not(feature = "macros"), doc = "Credentials from the environment, never from the source.")]

mod error;
mod event;
mod field;
pub mod load;
mod place;
pub mod provider;
mod reference;
mod resolver;
mod secret;

pub use error::{Error, ErrorKind, Tried};
pub use load::{LoadError, Secrets};
pub use place::Place;
pub use provider::{Failure, Fetched, Provider};
pub use reference::{OptionalSecretRef, SecretRef};
pub use resolver::{Resolver, ResolverBuilder, Subscription};
pub use secret::{Secret, SecretBytes};

/// The examples of `docs/runtime.md`.
#[cfg(doctest)]
#[doc = include_str!("../../docs/runtime.md")]
mod runtime_page {}

/// A reference to a secret, read at run time: a constant of type [`SecretRef`].
///
/// The arguments are string literals: the name of an environment variable, or a reference such as
/// `vault://secret/twilio#auth_token`. If there are several, each one is queried only if those
/// before it have no such secret. A literal that is itself a credential does not compile.
///
/// ```
/// use nosecrets::{env_secret, SecretRef};
///
/// static TOKEN: SecretRef = env_secret!("TWILIO_AUTH_TOKEN", "file:///run/secrets/twilio");
/// assert_eq!(TOKEN.to_string(), "env://TWILIO_AUTH_TOKEN, else file:///run/secrets/twilio");
/// ```
///
/// Anything else does not compile:
///
/// ```compile_fail
/// nosecrets::env_secret!("twilio auth token");
/// ```
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! env_secret {
    ($($reference:tt)*) => { $crate::__private::env_secret!($crate $($reference)*) };
}

/// Refuses to compile an item if one of its literals is a credential.
///
/// ```
/// # #[cfg(feature = "forbid")] {
/// #[nosecrets::forbid_secrets]
/// mod client {
///     pub const TIMEOUT: u64 = 30;
///     pub const URL: &str = "https://api.twilio.com";
/// }
/// assert_eq!(client::TIMEOUT, 30);
/// # }
/// ```
///
/// Put it on a function, an `impl`, a type, a constant or a module in braces. It changes nothing in
/// the item. It checks strings, byte strings, C strings, arrays of bytes and the arguments of
/// `concat!`. It needs the feature `forbid`.
#[cfg(feature = "macros")]
pub use nosecrets_macros::forbid_secrets;

/// Implements [`Secrets`](trait@Secrets) for a struct: see "All secrets of a program at once"
/// above. It needs the feature `derive`.
#[cfg(feature = "macros")]
pub use nosecrets_macros::Secrets;

/// Used by the code that macros expand to.
#[cfg(feature = "macros")]
#[doc(hidden)]
pub mod __private {
    pub use nosecrets_macros::env_secret;
}
