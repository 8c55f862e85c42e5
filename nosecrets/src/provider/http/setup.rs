//! What is set up when it is first asked for.

use std::sync::OnceLock;

use crate::Failure;

/// Something that is there, or that the environment describes. The environment
/// is read when it is first asked for, and again as long as it says too little.
pub(crate) enum Setup<T> {
    /// It is there.
    Done(T),
    /// It is made on demand.
    OnDemand {
        /// What has been made.
        made: OnceLock<T>,
        /// Makes it.
        make: fn() -> Result<T, Failure>,
    },
}

impl<T> Setup<T> {
    /// Is made by `make` when it is first asked for.
    pub(crate) fn on_demand(make: fn() -> Result<T, Failure>) -> Setup<T> {
        Setup::OnDemand { made: OnceLock::new(), make }
    }

    /// The one thing, whoever asks.
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
