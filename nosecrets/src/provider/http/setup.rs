//! Lazy initialisation.

use std::sync::OnceLock;

use crate::Failure;

/// A value that exists, or that is made from the environment on first use. If that fails, the next
/// use tries again.
pub(crate) enum Setup<T> {
    /// The value.
    Done(T),
    /// It is made on demand.
    OnDemand {
        /// The value, once it has been made.
        made: OnceLock<T>,
        /// Makes it.
        make: fn() -> Result<T, Failure>,
    },
}

impl<T> Setup<T> {
    /// A value that `make` creates on first use.
    pub(crate) fn on_demand(make: fn() -> Result<T, Failure>) -> Setup<T> {
        Setup::OnDemand { made: OnceLock::new(), make }
    }

    /// The value, shared by all callers.
    pub(crate) fn get(&self) -> Result<&T, Failure> {
        match self {
            Setup::Done(thing) => Ok(thing),
            Setup::OnDemand { made, make } => match made.get() {
                Some(thing) => Ok(thing),
                None => {
                    let thing = make()?;
                    Ok(made.get_or_init(|| thing))
                }
            },
        }
    }
}
