//! The report does not depend on the number of threads.

use std::fs;
use std::path::PathBuf;

use nosecrets_engine::discover::Root;
use nosecrets_engine::scan::Progress;
use nosecrets_engine::{Config, Scanner};
use tempfile::TempDir;

use crate::key;
use crate::sources::Generator;

/// Files of the tree.
const FILES: usize = 200;

/// A tree of generated files in folders, some of them no Rust.
fn tree() -> TempDir {
    let folder = TempDir::new().unwrap();
    for number in 0..FILES {
        let text = Generator::new(&format!("threads/{number}")).file();
        let name = ["a.rs", "b.rs", ".env", "notes.md"][number % 4];
        let parent = folder.path().join(format!("d{}/e{}", number % 7, number));
        fs::create_dir_all(&parent).unwrap();
        fs::write(parent.join(name), text).unwrap();
        if number % 20 == 0 {
            fs::write(parent.join("image.bin"), [0, 1, 2]).unwrap();
        }
    }
    folder
}

#[test]
fn any_number_of_threads_gives_the_same_report() {
    let folder = tree();
    let root = Root { path: folder.path().to_path_buf(), base: folder.path().to_path_buf(), ..Root::default() };
    let report = |threads: usize| {
        let scanner = Scanner::new(Config { threads, ..Config::default() });
        scanner.scan(std::slice::from_ref(&root), &Progress::default()).unwrap()
    };
    let alone = report(1);
    assert_eq!(alone.stats.files, FILES);
    assert_eq!(alone.skipped.len(), FILES / 20);
    assert!(alone.findings.len() > FILES);
    for threads in [2, 3, 8, 300] {
        let together = report(threads);
        let keys = |report: &nosecrets_engine::Report| report.findings.iter().map(key).collect::<Vec<_>>();
        assert_eq!(keys(&together), keys(&alone), "{threads} threads");
        assert_eq!(together.skipped, alone.skipped, "{threads} threads");
        assert_eq!(format!("{:?}", together.notices), format!("{:?}", alone.notices), "{threads} threads");
    }
}

#[test]
fn findings_are_sorted_by_path_and_place() {
    let folder = tree();
    let root = Root { path: folder.path().to_path_buf(), base: PathBuf::new(), ..Root::default() };
    let report = Scanner::new(Config::default()).scan(&[root], &Progress::default()).unwrap();
    let keys: Vec<_> = report.findings.iter().map(|f| (f.path(), f.primary().location.start)).collect();
    assert!(keys.is_sorted());
}
