//! The fuzz targets on their seeds, on what is left of them when they end too
//! soon, and on what once was a defect.

use std::collections::BTreeSet;
use std::fs;

use nosecrets_tests::targets::{self, ALL, Target};
use nosecrets_tests::tokens;

/// How many beginnings of each seed are tried.
const CUTS: usize = 40;

/// The seeds of a target.
fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let files = fs::read_dir(targets::seeds(target.name)).unwrap();
    files.map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn every_target_holds_on_its_seeds_and_on_their_beginnings() {
    for target in ALL {
        let seeds = seeds(target);
        assert!(!seeds.is_empty(), "{} has no seed", target.name);
        for seed in seeds {
            for cut in 0..=CUTS {
                targets::run(target.name, &seed[..seed.len() * cut / CUTS]);
            }
        }
    }
}

#[test]
fn every_target_can_be_fuzzed() {
    let folder = tokens::workspace().join("fuzz/fuzz_targets");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files: BTreeSet<_> = files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(files, ALL.iter().map(|target| target.name.to_owned()).collect());
    let manifest = fs::read_to_string(tokens::workspace().join("fuzz/Cargo.toml")).unwrap();
    for target in ALL {
        assert!(manifest.contains(&format!("name = \"{}\"\npath", target.name)), "{}", target.name);
    }
}
