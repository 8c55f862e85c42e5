//! What is looked at: paths as they were named, or packages as cargo knows them.
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

/// A place to look at, and the manifest whose settings hold there.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) root: Root,
    pub(crate) manifest: Option<PathBuf>,
}

/// Everything that is looked at.
#[derive(Debug)]
pub(crate) struct Scope {
    /// The places, disjoint.
    pub(crate) places: Vec<Place>,
    /// Whether standard input is looked at too.
    pub(crate) stdin: bool,
    /// What is staged, if only that is looked at.
    pub(crate) staged: Option<Staged>,
    /// The share of the files that is looked at, if not all are.
    pub(crate) shard: Option<Shard>,
    /// What findings' paths are relative to.
    pub(crate) base: PathBuf,
    /// The folder from which configuration is looked for upward.
    pub(crate) start: PathBuf,
    /// The packages, where cargo was asked.
    pub(crate) cargo: Option<Workspace>,
    /// What the user should know about how the scope came about.
    pub(crate) warning: Option<String>,
}

/// A workspace as cargo describes it, with the packages that were selected.
#[derive(Debug)]
pub(crate) struct Workspace {
    metadata: Metadata,
    /// Selected packages, in cargo's order.
    pub(crate) selected: Vec<Package>,
}

/// What the arguments select.
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

/// The manifest that was named, or the nearest.
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

/// A folder that belongs to no cargo project.
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
    let warning = "cargo was not found: looking at the whole folder instead of packages";
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

    /// The selected packages' folders, and the workspace's own if `rest` is asked for.
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

    /// A folder without the packages below it, and without what cargo builds.
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

/// What the options say of a package's targets, or of files in none.
pub(crate) fn targets_of(package: Option<&Package>, args: &Args) -> Targets {
    Targets { sources: package.map(targets::sources).unwrap_or_default(), only: targets::roles(&args.targets) }
}

fn folder_of(manifest: &Path) -> PathBuf {
    manifest.parent().map(Path::to_path_buf).unwrap_or_default()
}
