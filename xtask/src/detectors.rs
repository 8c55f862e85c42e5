//! Detectors' files read so that one broken file does not hide the others.

use std::fs;
use std::path::{Path, PathBuf};

use nosecrets_detectors::spec::schema::File;
use nosecrets_detectors::spec::{build, guard, load};
use nosecrets_detectors::{Catalogue, Tier};

use crate::run::workspace;

/// The files of a folder, as far as they can be used.
pub(crate) struct Detectors {
    /// Files that follow the schema, without the detectors that cannot be built.
    pub(crate) files: Vec<File>,
    /// What they give.
    pub(crate) catalogue: &'static Catalogue,
    /// Files that cannot be read, one message each.
    pub(crate) unreadable: Vec<String>,
    /// Detectors that cannot be built, one message each.
    pub(crate) unbuilt: Vec<String>,
}

/// The folder of the files that come with the crate.
pub(crate) fn own_folder() -> PathBuf {
    workspace().join("nosecrets-detectors/detectors")
}

/// Reads and builds all files of a folder.
pub(crate) fn lenient(folder: &Path) -> Result<Detectors, String> {
    let (mut files, unreadable) = read_all(folder)?;
    let unbuilt = build::build(&files).err().unwrap_or_default();
    let broken: Vec<&str> = unbuilt.iter().filter_map(|message| message.split(':').next()).collect();
    for file in &mut files {
        file.detectors.retain(|detector| !broken.contains(&detector.id.as_str()));
    }
    let catalogue = build::build(&files).map_err(|problems| problems.join("\n"))?;
    Ok(Detectors { files, catalogue: Box::leak(Box::new(catalogue)), unreadable, unbuilt })
}

fn read_all(folder: &Path) -> Result<(Vec<File>, Vec<String>), String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let (mut files, mut unreadable) = (Vec::new(), Vec::new());
    for path in paths {
        match load::load_file(&path) {
            Ok(file) => files.push(file),
            Err(error) => unreadable.push(format!("{}: {error}", path.display())),
        }
    }
    Ok((files, unreadable))
}

/// `check-detectors [DIR] [--only a,b]`: says what is wrong with the files, and counts by tier.
///
/// With `--only`, problems are told of providers whose id begins with one of
/// the prefixes; files that cannot be read are always told.
pub(crate) fn check(options: &[&str]) -> Result<(), String> {
    let (folder, only) = arguments(options)?;
    let detectors = lenient(&folder)?;
    let told = |id: &str| only.is_empty() || only.iter().any(|prefix| id.starts_with(prefix));
    let mut problems = detectors.unreadable.clone();
    problems.extend(detectors.unbuilt.iter().filter(|message| told(message)).cloned());
    problems.extend(guard::duplicates(&detectors.files).into_iter().filter(|message| told(message)));
    for file in detectors.files.iter().filter(|file| told(&file.provider.id)) {
        problems.extend(guard::check_file(file, detectors.catalogue));
    }
    println!("{}", summary(&detectors));
    match problems.len() {
        0 => Ok(()),
        number => Err(format!("{number} problems\n{}", problems.join("\n"))),
    }
}

fn arguments(options: &[&str]) -> Result<(PathBuf, Vec<String>), String> {
    let (mut folder, mut only) = (own_folder(), Vec::new());
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match *option {
            "--only" => only = prefixes(rest.next().ok_or("`--only` needs prefixes, such as `a,b`")?),
            option if option.starts_with('-') => return Err(format!("no option `{option}`")),
            path => folder = PathBuf::from(path),
        }
    }
    Ok((folder, only))
}

/// The parts of a list such as `a,b`.
pub(crate) fn prefixes(list: &str) -> Vec<String> {
    list.split(',').map(|prefix| prefix.trim().to_lowercase()).filter(|prefix| !prefix.is_empty()).collect()
}

/// Counts by tier.
pub(crate) fn summary(Detectors { files, catalogue, .. }: &Detectors) -> String {
    let counts = Tier::ALL.iter().map(|tier| format!("{} {}", guard::count(catalogue, *tier), tier.name()));
    let counts: Vec<_> = counts.collect();
    format!("{} providers, {} detectors: {}", files.len(), catalogue.detectors().len(), counts.join(", "))
}
