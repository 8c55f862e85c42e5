//! Events of the resolver for `tracing` (feature `tracing`). No event contains a value.

#[cfg(feature = "tracing")]
pub(crate) use on::*;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::*;

#[cfg(feature = "tracing")]
mod on {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};
    use std::sync::{Mutex, PoisonError};
    use std::time::Duration;

    use tracing::{debug, info, warn};

    use crate::{ErrorKind, Failure, Fetched, Place};

    /// A description of an answer, recorded before the answer is passed on.
    pub(crate) enum Said {
        Value { version: Option<String> },
        Failure { kind: ErrorKind, detail: String },
    }

    impl Said {
        pub(crate) fn of(outcome: &Result<Fetched, Failure>) -> Said {
            match outcome {
                Ok(fetched) => Said::Value { version: fetched.version.clone() },
                Err(failure) => Said::Failure { kind: failure.kind, detail: failure.detail.clone() },
            }
        }
    }

    pub(crate) fn answered(place: &Place, said: &Said, changed: bool) {
        match said {
            Said::Value { version } if changed => info!(%place, version, "the secret has changed"),
            Said::Value { version } => debug!(%place, version, "the secret was fetched"),
            Said::Failure { kind, detail } => warn!(%place, ?kind, detail, "the secret cannot be fetched"),
        }
    }

    pub(crate) fn stale(place: &Place, said: &Said) {
        if let Said::Failure { kind, detail } = said {
            warn!(%place, ?kind, detail, "the secret cannot be fetched; the cached value is used");
        }
    }

    pub(crate) fn retrying(place: &Place, failure: &Failure, wait: Duration) {
        debug!(%place, kind = ?failure.kind, detail = failure.detail, ?wait, "the secret cannot be fetched yet");
    }

    /// Reported once for each file, however often it is read.
    pub(crate) fn readable_by_all(path: &Path) {
        static TOLD: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
        if !TOLD.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned()) {
            return;
        }
        warn!(path = %path.display(), "every user of this machine can read the file of the secret");
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use std::path::Path;
    use std::time::Duration;

    use crate::{Failure, Fetched, Place};

    pub(crate) struct Said;

    impl Said {
        pub(crate) fn of(_: &Result<Fetched, Failure>) -> Said {
            Said
        }
    }

    pub(crate) fn answered(_: &Place, _: &Said, _: bool) {}
    pub(crate) fn stale(_: &Place, _: &Said) {}
    pub(crate) fn retrying(_: &Place, _: &Failure, _: Duration) {}
    pub(crate) fn readable_by_all(_: &Path) {}
}
