//! Too few file handles, too little memory for threads.

use super::{Tree, code, err, out};

#[test]
fn out_of_file_handles_nothing_is_lost_in_silence() {
    let tree =
        (0..40).fold(Tree::new(), |tree, number| tree.file(&format!("tree/d{number}/e/f/leak.rs"), &super::leak()));
    let whole = tree.command(&["--format", "short", "."]).output().unwrap();
    assert_eq!(out(&whole).lines().count(), 41);
    for handles in [3, 4, 5, 6, 8, 12, 20] {
        let limit = format!("ulimit -n {handles}");
        let output = tree.limited(&limit, &["--format", "short", "-j", "4", "--no-cache", "."]).output().unwrap();
        match code(&output) {
            Some(1) => assert_eq!(out(&output), out(&whole), "{handles}"),
            // The system itself cannot start a program with very few.
            Some(2) => assert!(err(&output).contains("cannot"), "{handles}: {}", err(&output)),
            Some(127) => {}
            other => panic!("{handles}: {other:?} {}", err(&output)),
        }
    }
}
