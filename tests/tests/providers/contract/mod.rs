//! What every provider has to do. A provider's test file writes down what
//! stands behind it ([`Subject`]) and then names every behaviour:
//!
//! ```ignore
//! contract! {
//!     Server {
//!         value,
//!         version: "a file has no versions",
//!         …
//!     }
//! }
//! ```
//!
//! A behaviour with a reason does not exist for that provider: its test is
//! ignored and says why. One that is not named at all does not compile.
//!
//! * `subject`: what the contract needs of a provider
//! * `reading`: values, fields, versions, and what is not there
//! * `refusals`: what servers say no with
//! * `network`: servers that are slow, away, or talk nonsense
//! * `time`: rotation, many readers, the end

mod network;
mod reading;
mod refusals;
mod subject;
mod time;

pub(crate) use network::*;
pub(crate) use reading::*;
pub(crate) use refusals::*;
pub(crate) use subject::{Fault, NONSENSE, Subject, leaked};
pub(crate) use time::*;

/// Every behaviour of the contract.
#[expect(dead_code, reason = "it is only there to be complete")]
pub(crate) struct Named {
    pub(crate) value: (),
    pub(crate) bytes: (),
    pub(crate) field: (),
    pub(crate) version: (),
    pub(crate) missing: (),
    pub(crate) missing_field: (),
    pub(crate) missing_version: (),
    pub(crate) empty: (),
    pub(crate) denied: (),
    pub(crate) sealed: (),
    pub(crate) throttled: (),
    pub(crate) expired_and_renewed: (),
    pub(crate) expired_for_good: (),
    pub(crate) slow: (),
    pub(crate) connection_refused: (),
    pub(crate) unknown_ca: (),
    pub(crate) server_error: (),
    pub(crate) garbage: (),
    pub(crate) huge: (),
    pub(crate) rotation: (),
    pub(crate) outage: (),
    pub(crate) concurrent_readers: (),
    pub(crate) all_at_once: (),
    pub(crate) shut_down: (),
}

macro_rules! contract {
    (@test $subject:ty, $behaviour:ident) => {
        #[test]
        fn $behaviour() {
            crate::contract::$behaviour(&<$subject as crate::contract::Subject>::start());
        }
    };
    (@test $subject:ty, $behaviour:ident, $reason:literal) => {
        #[test]
        #[ignore = $reason]
        fn $behaviour() {
            crate::contract::$behaviour(&<$subject as crate::contract::Subject>::start());
        }
    };
    ($subject:ty { $($behaviour:ident $(: $reason:literal)?),* $(,)? }) => {
        const _: crate::contract::Named = crate::contract::Named { $($behaviour: ()),* };
        $(contract!(@test $subject, $behaviour $(, $reason)?);)*
    };
}
