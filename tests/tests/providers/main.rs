//! Providers of secrets, each held to the same contract, and those over a
//! network against servers: real protocols, on this machine.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[macro_use]
mod contract;

mod aws;
mod conjur;
mod env;
mod file;
mod http;
mod memory;
mod others;
mod rusty_vault;
mod stand_in;
mod systemd;
mod vault;
