//! Time of the stages of a scan, and of a whole file, on the sources of `syn`.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nosecrets_detectors::BUILTIN;
use nosecrets_engine::discover::Role;
use nosecrets_engine::lexer::{self, Token};
use nosecrets_engine::{Config, Scanner, bench};

/// The longest source of `syn`.
const FILE: &str = "src/expr.rs";

/// The folder of `syn` in cargo's registry: the version that the engine is built with.
fn folder() -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let lock = fs::read_to_string(workspace.join("Cargo.lock")).expect("there is a lock file");
    let pinned = lock.split("name = \"syn\"\nversion = \"").skip(1).filter_map(|rest| rest.split('"').next());
    let name = format!("syn-{}", pinned.last().expect("the engine depends on syn"));
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).expect("there is a home");
    let registries = fs::read_dir(home.join("registry/src")).expect("cargo has fetched syn");
    let folders = registries.flatten().map(|registry| registry.path().join(&name));
    folders.into_iter().find(|folder| folder.exists()).expect("cargo has fetched syn")
}

fn stages(criterion: &mut Criterion) {
    let source = fs::read(folder().join(FILE)).expect("the file can be read");
    let mut tokens = Vec::new();
    lexer::lex(&source, |token| tokens.push(token));
    let parsed = syn::parse_file(str::from_utf8(&source).expect("it is text")).expect("it is Rust");

    let mut group = criterion.benchmark_group("syn/expr.rs");
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.bench_function("lexer", |bencher| bencher.iter(|| count_tokens(black_box(&source))));
    group.bench_function("matcher", |bencher| bencher.iter(|| count_candidates(black_box(&source), &tokens)));
    group.bench_function("fold", |bencher| bencher.iter(|| bench::fold(black_box(&parsed))));
    for (name, prefilter) in [("whole file", true), ("whole file, all items parsed", false)] {
        let scanner = Scanner::new(Config { prefilter, ..Config::default() });
        let scan = || scanner.scan_bytes(Path::new(FILE), Role::Library, black_box(&source));
        group.bench_function(name, |bencher| bencher.iter(scan));
    }
    group.finish();
}

fn count_tokens(source: &[u8]) -> usize {
    let mut count = 0;
    lexer::lex(source, |_| count += 1);
    count
}

/// Places in all literals and comments that have the shape of a token: nothing was
/// filtered before.
fn count_candidates(source: &[u8], tokens: &[Token]) -> usize {
    let mut count = 0;
    for token in tokens {
        BUILTIN.candidates(&source[token.inner.clone()], BUILTIN.all(), &mut |_| count += 1);
    }
    count
}

criterion_group!(benches, stages);
criterion_main!(benches);
