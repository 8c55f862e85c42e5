//! What earlier runs have learnt changes the time of a run, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::harness::{Project, Run, canary, canary_prefix, one_finding};

const FORMATS: [&[&str]; 5] = [
    &["--format", "human", "-v"],
    &["--format", "short"],
    &["--format", "json"],
    &["--format", "sarif"],
    &["--message-format", "json"],
];

/// A package with a home for caches beside it, of which no file is too new to
/// be known by its time.
fn project() -> Project {
    let mut project = Project::package("#[cfg(test)]\nmod checks;\nmod keys;\nfn main() { start(keys::TOKEN) }\n")
        .file("src/keys.rs", "pub const TOKEN: &str = \"\";\n")
        .file("src/checks.rs", "fn log_in() { let password = \"hunter2-and-more\"; }\n")
        .file("src/leak.rs", &one_finding())
        .file("src/odd.rs", "fn f( {{ \"\n")
        .file("src/unused.rs", "// nosecrets: allow(nosecrets-canary) -- nothing here\nfn f() {}\n")
        .file("config.yml", "name: value\n")
        .file("logo.png", "\u{89}PNG\0");
    project.environment.cache_home = Some(project.path(".git/home"));
    project
}

/// The cache's files, without the key.
fn caches(project: &Project) -> Vec<PathBuf> {
    let folder = project.path(".git/home/nosecrets");
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("clean-")).collect()
}

fn short(project: &Project) -> Run {
    project.run(&["--format", "short"])
}

#[test]
fn the_second_report_is_the_first_to_the_byte_in_every_format() {
    for format in FORMATS {
        let project = project();
        let plain = project.run(&[format, &["--no-cache"]].concat());
        assert!(caches(&project).is_empty());
        for turn in 1..=3 {
            let run = project.run(format);
            assert_eq!(
                (run.out, run.err, run.exit),
                (plain.out.clone(), plain.err.clone(), plain.exit),
                "{format:?} {turn}"
            );
            assert_eq!(caches(&project).len(), 1);
        }
    }
}

#[test]
fn a_file_that_changes_is_looked_at_again() {
    let project = project();
    assert!(!short(&project).out.contains("config.yml"));
    let project = project.file("config.yml", &format!("name: {}\n", canary()));
    assert!(short(&project).out.contains("config.yml"));
    let project = project.file("config.yml", "name: value\n");
    assert!(!short(&project).out.contains("config.yml"));
}

/// Size and time of content can be set by anyone; the time of the change cannot.
#[test]
fn a_file_that_changes_in_disguise_is_looked_at_again() {
    let clean = "x".repeat(canary().len());
    let project = project().file("a.txt", &clean);
    let file = project.path("a.txt");
    let old = SystemTime::now() - Duration::from_secs(3600);
    let disguise = || fs::File::options().write(true).open(&file).unwrap().set_modified(old).unwrap();
    disguise();
    std::thread::sleep(Duration::from_millis(2100));
    short(&project);
    let project = project.file("a.txt", &canary());
    disguise();
    assert!(short(&project).out.contains("a.txt"));
}

#[test]
fn what_other_files_say_counts_anew_in_every_run() {
    let project = project();
    assert!(!short(&project).out.contains("src/checks.rs"));
    let project = project.file("src/main.rs", "mod checks;\nmod keys;\nfn main() { start(keys::TOKEN) }\n");
    assert!(short(&project).out.contains("src/checks.rs"), "no module of tests any more");
    let client = "use crate::keys;\nfn f(c: &reqwest::Client) { c.get(\"a\").bearer_auth(keys::TOKEN).send(); }\n";
    let project = project.file("src/client.rs", client);
    assert!(!short(&project).out.contains("src/client.rs"));
    let project = project.file("src/keys.rs", "pub const TOKEN: &str = \"Zq83kfLw92mXv71TbN\";\n");
    assert!(short(&project).out.contains("src/client.rs"), "the constant has a value now");
}

#[test]
fn settings_that_change_findings_change_what_is_known() {
    let project = project();
    project.run(&["--format", "short", "-A", "nosecrets-canary"]);
    assert!(short(&project).out.contains("src/leak.rs"));
    let everywhere = project.run(&["--format", "short", "--all-contexts"]);
    assert!(everywhere.out.contains("src/checks.rs"), "{}", everywhere.out);
}

#[test]
fn another_program_believes_nothing_of_it() {
    let mut project = project();
    let program = project.path(".git/program");
    fs::write(&program, "1").unwrap();
    project.environment.program = Some(program.clone());
    short(&project);
    let before = fs::read(&caches(&project)[0]).unwrap();
    fs::write(&program, "12").unwrap();
    short(&project);
    assert_ne!(fs::read(&caches(&project)[0]).unwrap(), before);
}

#[test]
fn a_damaged_or_foreign_cache_is_ignored_and_replaced() {
    let project = project();
    let plain = short(&project).out;
    let file = &caches(&project)[0];
    let whole = fs::read(file).unwrap();
    let mut flipped = whole.clone();
    flipped[40] ^= 1;
    let foreign = self::project();
    short(&foreign);
    let foreign = fs::read(&caches(&foreign)[0]).unwrap();
    for bytes in [&b""[..], b"text", &whole[..whole.len() - 1], &flipped, &foreign, &[0xFF; 100_000]] {
        fs::write(file, bytes).unwrap();
        assert_eq!(short(&project).out, plain);
        assert_eq!(fs::read(file).unwrap().len(), whole.len());
    }
}

/// A tree that says of its own leak that it is clean needs the key for it.
#[test]
fn a_cache_in_the_tree_that_was_made_elsewhere_hides_nothing() {
    let clean = project().file("src/leak.rs", "fn main() {}\n");
    clean.run(&["--cache-dir", "cache", "-A", "all"]);
    let project = project();
    let copy = |name: &str| {
        fs::create_dir_all(project.path("cache")).unwrap();
        fs::copy(clean.path("cache").join(name), project.path("cache").join(name)).unwrap();
    };
    for entry in fs::read_dir(clean.path("cache")).unwrap() {
        copy(entry.unwrap().file_name().to_str().unwrap());
    }
    let run = project.run(&["--cache-dir", "cache", "--format", "short"]);
    assert!(run.out.contains("src/leak.rs"), "{}", run.out);
}

#[test]
fn the_cache_holds_no_value_no_line_and_no_name() {
    let project = project().file("quiet.txt", "hunter2");
    short(&project);
    let bytes = fs::read(&caches(&project)[0]).unwrap();
    let body = &canary()[canary_prefix().len()..];
    let digest = nosecrets_detectors::encoding::sha256(b"hunter2");
    for secret in [body.as_bytes(), b"hunter2", &digest[..8], b"quiet", b"src/", b"demo"] {
        assert!(memmem(&bytes, secret).is_none());
    }
    // The only words in it are those at its start.
    assert!(bytes.starts_with(b"nosecrets cache 1\n"));
}

fn memmem(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(unix)]
#[test]
fn only_the_user_can_read_the_key_and_a_key_that_others_could_read_is_replaced() {
    use std::os::unix::fs::PermissionsExt;
    let project = project();
    short(&project);
    let key = project.path(".git/home/nosecrets/key");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&key), mode(&caches(&project)[0]), mode(key.parent().unwrap())), (0o600, 0o600, 0o700));
    let first = fs::read(&key).unwrap();
    short(&project);
    assert_eq!(fs::read(&key).unwrap(), first);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    short(&project);
    assert_ne!(fs::read(&key).unwrap(), first);
    assert_eq!(mode(&key), 0o600);
}

#[test]
fn without_a_place_for_it_a_run_is_the_same_and_says_why_when_asked() {
    let mut project = project();
    let plain = project.run(&["--no-cache", "--format", "short"]);
    project.environment.cache_home = None;
    let run = short(&project);
    assert_eq!((&run.out, &run.err), (&plain.out, &plain.err));
    assert!(project.run(&["-v"]).err.contains("there is no cache: there is no folder for caches"));
    // A file stands where the folder should be, which stops root too.
    project.environment.cache_home = Some(project.path("src/keys.rs"));
    let run = short(&project);
    assert_eq!((&run.out, &run.err), (&plain.out, &plain.err));
    let told = project.run(&["-v"]).err;
    assert!(told.contains("there is no cache: `[ROOT]/src/keys.rs/nosecrets`: "), "{told}");
}

#[test]
fn a_folder_that_is_named_gets_the_cache_and_is_not_scanned() {
    let project = project();
    let plain = project.run(&["--no-cache", "--format", "json"]).out;
    for _ in 0..2 {
        assert_eq!(project.run(&["--cache-dir", "kept", "--format", "json"]).out, plain);
    }
    assert_eq!(fs::read_dir(project.path("kept")).unwrap().count(), 2);
    assert!(project.path("kept/CACHEDIR.TAG").is_file());
}

#[test]
fn files_that_are_named_leave_no_cache_behind() {
    let project = project();
    project.run(&["src/leak.rs"]);
    project.run_with_input(&["-"], "text");
    assert!(!project.path(".git/home").exists());
}

#[test]
fn runs_at_the_same_time_do_not_disturb_one_another() {
    let project = project();
    let plain = project.run(&["--no-cache", "--format", "short"]).out;
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(short(&project).out, plain));
        }
    });
    assert_eq!(caches(&project).len(), 1);
    let left: Vec<_> = fs::read_dir(project.path(".git/home/nosecrets")).unwrap().collect();
    assert_eq!(left.len(), 3, "key, tag and cache");
    assert_eq!(short(&project).out, plain);
}

#[test]
fn caches_that_nobody_writes_to_any_more_are_removed() {
    let project = project();
    short(&project);
    let folder = project.path(".git/home/nosecrets");
    let old = folder.join("clean-0000000000000000");
    fs::write(&old, "").unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(61 * 24 * 60 * 60);
    fs::File::options().write(true).open(&old).unwrap().set_modified(long_ago).unwrap();
    let project = project.file("new.md", "text\n");
    short(&project);
    assert!(!old.exists());
}
