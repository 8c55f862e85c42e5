//! What is found in Rust code and other files, one case file a shape.

mod arrays;
mod attributes;
mod clean;
mod clients;
mod comments;
mod decoding;
mod files;
mod folding;
mod harness;
mod literals;
mod macros;
mod names;
mod notation;
mod places;
mod web;
