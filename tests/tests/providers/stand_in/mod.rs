//! Servers that stand in for those of secrets managers.
//!
//! They answer as the real ones did when they were asked: statuses, bodies and
//! texts are taken down from Vault 1.8 and Conjur 1.19. So that they are known to
//! be right, clients that others have written are run against them, see
//! [`clients`](super::clients).

pub(crate) mod certificates;
pub(crate) mod conjur;
pub(crate) mod server;
pub(crate) mod vault;

pub(crate) use server::{Mode, Reply, Request, Server, Service};
