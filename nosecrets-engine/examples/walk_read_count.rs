//! The limit of any scan: walks a folder, reads all files and counts their
//! quotes, with all threads. `cargo xtask bench` times the command beside it.
#![expect(clippy::print_stdout, reason = "an example talks to a terminal")]

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use ignore::{WalkBuilder, WalkState};

fn main() {
    let (bytes, quotes) = (AtomicU64::new(0), AtomicU64::new(0));
    for root in std::env::args().skip(1) {
        let walker = WalkBuilder::new(root).standard_filters(false).build_parallel();
        walker.run(|| {
            let mut buffer = Vec::new();
            let (bytes, quotes) = (&bytes, &quotes);
            Box::new(move |entry| {
                if let Ok(entry) = entry
                    && entry.file_type().is_some_and(|kind| kind.is_file())
                    && read(entry.path(), &mut buffer).is_some()
                {
                    bytes.fetch_add(buffer.len() as u64, Ordering::Relaxed);
                    quotes.fetch_add(memchr::memchr_iter(b'"', &buffer).count() as u64, Ordering::Relaxed);
                }
                WalkState::Continue
            })
        });
    }
    println!("{} quotes in {} bytes", quotes.into_inner(), bytes.into_inner());
}

/// Reads a file into a buffer that is used again; none if it cannot be read.
fn read(path: &Path, buffer: &mut Vec<u8>) -> Option<()> {
    buffer.clear();
    File::open(path).and_then(|mut file| file.read_to_end(buffer)).ok().map(drop)
}
