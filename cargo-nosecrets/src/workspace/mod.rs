//! What to scan: the given paths, or packages as cargo describes them.
//!
//! * [`ask`]: `cargo metadata`
//! * [`select`]: package specifications → packages
//! * [`targets`]: target options → roles of files

mod ask;
mod select;
mod targets;

use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, Package, Target};
use nosecrets_engine::discover::{Role, Root, Targets};
use nosecrets_engine::shard::Shard;

use crate::args::Args;
use crate::config::{ancestor_with, package_manifest};
use crate::environment::Environment;
use crate::error::Error;
use crate::staged::Staged;
use select::Chosen;

/// A root to scan, and the manifest whose settings apply there.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) root: Root,
    pub(crate) manifest: Option<PathBuf>,
}

/// Everything to scan.
#[derive(Debug)]
pub(crate) struct Scope {
    /// The roots; disjoint.
    pub(crate) places: Vec<Place>,
    /// Whether to scan standard input too.
    pub(crate) stdin: bool,
    /// The staged files, if only these are scanned.
    pub(crate) staged: Option<Staged>,
    /// The shard of the files to scan; `None` for all.
    pub(crate) shard: Option<Shard>,
    /// The base of the paths in findings.
    pub(crate) base: PathBuf,
    /// The folder where the search for configuration starts, and goes upward.
    pub(crate) start: PathBuf,
    /// The packages, if cargo was queried.
    pub(crate) cargo: Option<Workspace>,
    /// A warning about how the scope was determined.
    pub(crate) warning: Option<String>,
}

/// A workspace as cargo describes it, with the selected packages.
#[derive(Debug)]
pub(crate) struct Workspace {
    metadata: Metadata,
    /// Selected packages, in cargo's order.
    pub(crate) selected: Vec<Package>,
}

/// The scope that the arguments select.
pub(crate) fn scope(args: &Args, environment: &Environment) -> Result<Scope, Error> {
    Ok(Scope { shard: args.files.shard, ..places(args, environment)? })
}

fn places(args: &Args, environment: &Environment) -> Result<Scope, Error> {
    if args.files.staged {
        let staged = Staged::of(environment)?;
        let base = staged.top.clone();
        return Ok(Scope { staged: Some(staged), start: environment.cwd.clone(), ..Scope::new(Vec::new(), &base) });
    }
    if !args.paths.is_empty() {
        return Ok(of_paths(args, environment));
    }
    let Some(manifest) = manifest(args, environment) else {
        return outside(args, environment);
    };
    match ask::metadata(&manifest, args, environment)? {
        Some(metadata) => of_cargo(metadata, &manifest, args),
        None => Ok(without_cargo(&manifest, args, environment)),
    }
}

/// The given manifest, or the nearest one.
fn manifest(args: &Args, environment: &Environment) -> Option<PathBuf> {
    let named = args.packages.manifest_path.as_ref().map(|path| environment.cwd.join(path));
    named.or_else(|| Some(ancestor_with(&environment.cwd, "Cargo.toml")?.join("Cargo.toml")))
}

fn of_paths(args: &Args, environment: &Environment) -> Scope {
    let cwd = &environment.cwd;
    let (stdin, files): (Vec<_>, Vec<_>) = args.paths.iter().partition(|path| path.as_os_str() == "-");
    let place = |path: &&PathBuf| {
        let path = cwd.join(path);
        Place { manifest: package_manifest(&path), root: plain_root(path, args, environment) }
    };
    Scope { stdin: !stdin.is_empty(), ..Scope::new(files.iter().map(place).collect(), cwd) }
}

/// The scope of a folder outside any cargo project.
fn outside(args: &Args, environment: &Environment) -> Result<Scope, Error> {
    if args.packages.workspace || !args.packages.package.is_empty() {
        return Err(Error::new("there is no `Cargo.toml` in this folder or above it")
            .help(Some("leave out the package options, or use `--manifest-path`")));
    }
    let cwd = &environment.cwd;
    let root = plain_root(cwd.clone(), args, environment);
    Ok(Scope::new(vec![Place { root, manifest: None }], cwd))
}

fn without_cargo(manifest: &Path, args: &Args, environment: &Environment) -> Scope {
    let folder = folder_of(manifest);
    let root = Root { base: folder.clone(), ..plain_root(folder.clone(), args, environment) };
    let place = Place { root, manifest: Some(manifest.to_path_buf()) };
    let warning = "cargo was not found: scanning the whole folder instead of packages";
    Scope { warning: Some(warning.into()), ..Scope::new(vec![place], &folder) }
}

fn plain_root(path: PathBuf, args: &Args, environment: &Environment) -> Root {
    let (base, targets) = (environment.cwd.clone(), targets_of(None, args));
    Root { path, base, exclude: Vec::new(), targets }
}

fn of_cargo(metadata: Metadata, manifest: &Path, args: &Args) -> Result<Scope, Error> {
    let Chosen { packages, rest } = select::packages(&metadata, manifest, &args.packages)?;
    targets::check(&packages, &args.targets)?;
    let selected = packages.into_iter().cloned().collect();
    let workspace = Workspace { metadata, selected };
    let places = workspace.places(rest, args);
    let base = workspace.root().to_path_buf();
    let start = folder_of(manifest);
    Ok(Scope { start, cargo: Some(workspace), ..Scope::new(places, &base) })
}

impl Scope {
    fn new(places: Vec<Place>, base: &Path) -> Scope {
        let (base, start) = (base.to_path_buf(), base.to_path_buf());
        Scope { places, stdin: false, staged: None, shard: None, base, start, cargo: None, warning: None }
    }
}

impl Workspace {
    /// The root folder of the workspace.
    pub(crate) fn root(&self) -> &Path {
        self.metadata.workspace_root.as_std_path()
    }

    /// The folders of the selected packages, and the workspace's own if `rest` is set.
    fn places(&self, rest: bool, args: &Args) -> Vec<Place> {
        let packages = self.selected.iter().map(|package| self.place(package, args));
        let rest =
            rest.then(|| Place { root: self.root_at(self.root(), targets_of(None, args), args), manifest: None });
        packages.chain(rest).collect()
    }

    fn place(&self, package: &Package, args: &Args) -> Place {
        let manifest = package.manifest_path.as_std_path();
        let folder = folder_of(manifest);
        let root = self.root_at(&folder, targets_of(Some(package), args), args);
        Place { root, manifest: Some(manifest.to_path_buf()) }
    }

    /// A folder without the packages below it, and without build output.
    fn root_at(&self, folder: &Path, targets: Targets, args: &Args) -> Root {
        let members = self.metadata.packages.iter().map(|package| package.manifest_path.as_std_path());
        let built = self.metadata.target_directory.as_std_path().to_path_buf();
        let built = (!args.files.no_ignore).then_some(built);
        let exclude = members.map(folder_of).chain(built);
        Root {
            path: folder.to_path_buf(),
            base: self.root().to_path_buf(),
            exclude: exclude.filter(|other| other != folder && other.starts_with(folder)).collect(),
            targets,
        }
    }

    /// The selected package that a file belongs to, and its target there.
    pub(crate) fn owner(&self, file: &Path, role: Role) -> Option<(&Package, &Target)> {
        let file = self.root().join(file);
        let folder = |package: &&Package| folder_of(package.manifest_path.as_std_path());
        let holds = |package: &&Package| file.starts_with(folder(package));
        let package = self.selected.iter().filter(holds).max_by_key(|package| folder(package).as_os_str().len())?;
        Some((package, targets::owner(package, &file, role)?))
    }
}

/// The selection of a package's targets, or of files outside packages.
pub(crate) fn targets_of(package: Option<&Package>, args: &Args) -> Targets {
    Targets { sources: package.map(targets::sources).unwrap_or_default(), only: targets::roles(&args.targets) }
}

fn folder_of(manifest: &Path) -> PathBuf {
    manifest.parent().map(Path::to_path_buf).unwrap_or_default()
}
