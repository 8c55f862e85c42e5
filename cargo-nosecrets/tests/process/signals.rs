//! Ctrl-C, and being told to end.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::{Tree, code, err, names, out};

fn send(signal: &str, child: &Child) {
    Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
}

#[test]
fn a_run_that_waits_for_input_ends_at_once() {
    for signal in ["INT", "TERM", "HUP"] {
        let tree = Tree::new();
        let mut command = tree.command(&["-"]);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        // Without an end of its input it would wait for ever.
        let input = child.stdin.take();
        // Until it has come as far as to wait.
        thread::sleep(Duration::from_millis(400));
        send(signal, &child);
        let output = child.wait_with_output().unwrap();
        drop(input);
        assert_eq!((code(&output), out(&output).as_str()), (Some(130), ""), "{signal}: {}", err(&output));
    }
}

/// Wherever in its work the run is met, the report is the old one or the new.
#[test]
fn no_file_is_half_written_and_none_is_left_behind() {
    let tree = Tree::new().with_leaks(60, 60).file("reports/r.json", "old");
    let report = tree.path("reports/r.json");
    let args = ["--format", "json", "--output", report.to_str().unwrap(), "."];
    let mut stopped = 0;
    for turn in 0..24 {
        fs::write(&report, "old").unwrap();
        let mut command = tree.command(&args);
        let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        thread::sleep(Duration::from_millis(10 + turn * 25));
        send("INT", &child);
        let output = child.wait_with_output().unwrap();
        assert_eq!(names(&tree.path("reports")), ["r.json"], "turn {turn}");
        let text = fs::read_to_string(&report).unwrap();
        match code(&output) {
            Some(130) => stopped += 1,
            // Before it listens for signals the system ends it.
            None => assert_eq!(text, "old"),
            Some(1) => assert!(text.ends_with("}\n")),
            other => panic!("{other:?}: {}", err(&output)),
        }
        assert!(text == "old" || (text.starts_with('{') && text.ends_with("}\n")), "turn {turn}");
        if let Ok(kept) = fs::read_dir(tree.path("home/nosecrets")) {
            let odd =
                kept.map(|entry| entry.unwrap().file_name()).filter(|name| name.to_str().unwrap().contains(".tmp"));
            assert_eq!(odd.count(), 0, "turn {turn}");
        }
    }
    assert!(stopped > 0, "no run was met at work");
}
