//! What names and values say about being a secret.
//!
//! A rule asks [`name::claim`] whether a name claims to name a secret, and
//! [`score::score`] whether the value bears that out.

pub(crate) mod name;
pub(crate) mod score;
pub(crate) mod shape;
pub(crate) mod url;
pub(crate) mod value;
