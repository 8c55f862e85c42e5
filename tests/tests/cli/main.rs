//! The command, run in this process: arguments and files in, streams and exit
//! code out.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod baseline;
mod cached;
mod cargo_messages;
mod contexts;
mod evidence;
mod failures;
mod harmless;
mod harness;
mod human;
mod json;
mod leaks;
mod levels;
mod output_file;
mod own_detectors;
mod own_regexes;
mod own_scan;
mod pages;
mod regex_rules;
mod sarif;
mod schema;
mod scope;
mod settings;
mod shards;
mod staged;
