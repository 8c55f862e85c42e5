//! What resolvers promise, seen from outside.

mod cache;
mod fallbacks;
mod load;
mod provider;
mod requests;
mod watching;
