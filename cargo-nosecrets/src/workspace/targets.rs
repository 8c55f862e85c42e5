//! Target options → roles of files, and files → targets.

use std::path::{Path, PathBuf};

use cargo_metadata::{Package, Target, TargetKind};
use nosecrets_engine::discover::Role;

use crate::args::TargetArgs;
use crate::error::Error;
use crate::nearest::nearest;

/// The roles that the options select; empty for all.
pub(super) fn roles(options: &TargetArgs) -> Vec<Role> {
    if options.all_targets {
        return Vec::new();
    }
    let chosen = [
        (options.lib, Role::Library),
        (options.bins || !options.bin.is_empty(), Role::Binary),
        (options.examples || !options.example.is_empty(), Role::Example),
        (options.tests || !options.test.is_empty(), Role::Test),
        (options.benches || !options.bench.is_empty(), Role::Bench),
    ];
    chosen.into_iter().filter(|(chosen, _)| *chosen).map(|(_, role)| role).collect()
}

/// Checks that every named target exists.
///
/// # Errors
/// If one does not.
pub(super) fn check(packages: &[&Package], options: &TargetArgs) -> Result<(), Error> {
    let named = [
        (&options.bin, Role::Binary),
        (&options.example, Role::Example),
        (&options.test, Role::Test),
        (&options.bench, Role::Bench),
    ];
    for (names, wanted) in named {
        let targets = || packages.iter().flat_map(|package| &package.targets);
        let of_role = || targets().filter(|target| role(target) == wanted);
        let known: Vec<&str> = of_role().map(|target| target.name.as_str()).collect();
        if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
            let help = nearest(name, known).map(|name| format!("did you mean `{name}`?"));
            let title = format!("no {} of the selected packages is named `{name}`", wanted.name());
            return Err(Error::new(title).help(help));
        }
    }
    Ok(())
}

/// The root file of each target of a package.
pub(super) fn sources(package: &Package) -> Vec<(PathBuf, Role)> {
    let source = |target: &Target| (target.src_path.clone().into_std_path_buf(), role(target));
    package.targets.iter().map(source).collect()
}

/// The target that a file of `role_of_file` belongs to, as far as its location tells.
pub(super) fn owner<'p>(package: &'p Package, file: &Path, role_of_file: Role) -> Option<&'p Target> {
    let root = |target: &&Target| target.src_path.as_std_path() == file;
    let depth = |target: &&Target| {
        let folder = target.src_path.as_std_path().parent();
        folder.filter(|folder| file.starts_with(folder)).map_or(0, |folder| folder.as_os_str().len())
    };
    let of_role = || package.targets.iter().filter(|target| role(target) == role_of_file);
    let deepest = || of_role().rev().max_by_key(depth);
    package.targets.iter().find(root).or_else(deepest).or_else(|| package.targets.first())
}

fn role(target: &Target) -> Role {
    match target.kind.first() {
        Some(TargetKind::Bin) => Role::Binary,
        Some(TargetKind::Test) => Role::Test,
        Some(TargetKind::Example) => Role::Example,
        Some(TargetKind::Bench) => Role::Bench,
        Some(TargetKind::CustomBuild) => Role::BuildScript,
        _ => Role::Library,
    }
}
