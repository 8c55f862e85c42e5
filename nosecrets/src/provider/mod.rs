//! What secrets are read from.

mod env;

pub(crate) use env::Env;

use crate::{ErrorKind, Secret};

/// Something that holds secrets under names.
///
/// A provider says only what went wrong; the reference, which the caller has,
/// says with what.
pub(crate) trait Provider: Sync {
    /// The secret of that name.
    fn read(&self, name: &str) -> Result<Secret, ErrorKind>;
}
