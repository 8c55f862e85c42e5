//! Package specifications → packages.

use std::path::Path;

use cargo_metadata::{Metadata, Package};
use globset::Glob;

use crate::args::PackageArgs;
use crate::error::Error;
use crate::nearest::nearest;

/// The selected packages.
#[derive(Debug)]
pub(super) struct Chosen<'m> {
    pub(super) packages: Vec<&'m Package>,
    /// Whether files of the workspace's folder that are in no package count too.
    pub(super) rest: bool,
}

/// The packages that the options select. By default the package of `manifest`, or all packages if
/// it is a virtual workspace.
///
/// # Errors
/// If a specification matches no package.
pub(super) fn packages<'m>(
    metadata: &'m Metadata,
    manifest: &Path,
    options: &PackageArgs,
) -> Result<Chosen<'m>, Error> {
    let all = || metadata.packages.iter();
    if !options.package.is_empty() {
        let packages = matching(metadata, &options.package)?;
        return Ok(Chosen { packages, rest: false });
    }
    if options.workspace {
        let out = matching(metadata, &options.exclude)?;
        let stays = |package: &&Package| out.iter().all(|out| out.id != package.id);
        return Ok(Chosen { packages: all().filter(stays).collect(), rest: is_virtual(metadata) });
    }
    Ok(match all().find(|package| is_same(package.manifest_path.as_std_path(), manifest)) {
        Some(package) => Chosen { packages: vec![package], rest: false },
        None => Chosen { packages: all().collect(), rest: is_virtual(metadata) },
    })
}

/// Whether the root is not a package itself. A root package covers the workspace's folder.
fn is_virtual(metadata: &Metadata) -> bool {
    metadata.root_package().is_none()
}

fn is_same(a: &Path, b: &Path) -> bool {
    a == b || a.canonicalize().ok().is_some_and(|a| b.canonicalize().ok() == Some(a))
}

/// All packages that match one of `specs`, in cargo's order.
fn matching<'m>(metadata: &'m Metadata, specs: &[String]) -> Result<Vec<&'m Package>, Error> {
    for spec in specs {
        if !metadata.packages.iter().any(|package| fits(spec, package)) {
            return Err(unknown(metadata, spec));
        }
    }
    let wanted = |package: &&Package| specs.iter().any(|spec| fits(spec, package));
    Ok(metadata.packages.iter().filter(wanted).collect())
}

fn unknown(metadata: &Metadata, spec: &str) -> Error {
    let names = metadata.packages.iter().map(|package| package.name.as_str());
    let help = nearest(spec, names).map(|name| format!("did you mean `{name}`?"));
    Error::new(format!("no package of this workspace matches `{spec}`")).help(help)
}

/// Whether a specification, in any form that cargo accepts, matches the package.
fn fits(spec: &str, package: &Package) -> bool {
    if spec == package.id.repr {
        return true;
    }
    let (url, fragment) = match spec.split_once('#') {
        Some((url, fragment)) => (Some(url), fragment),
        None if spec.contains("://") => (Some(spec), ""),
        None => (None, spec),
    };
    url.is_none_or(|url| is_url(url, package)) && (fragment.is_empty() || fits_name(fragment, package))
}

fn is_url(url: &str, package: &Package) -> bool {
    let id = package.id.repr.as_str();
    let place = id.split_once('#').map_or(id, |(place, _)| place);
    let bare = |url: &str| url.trim_start_matches("path+").trim_end_matches('/').to_owned();
    bare(url) == bare(place)
}

/// `name`, `name@version`, `name:version`, a version alone, or a glob.
fn fits_name(spec: &str, package: &Package) -> bool {
    let version = package.version.to_string();
    let (name, wanted) = match spec.split_once(['@', ':']) {
        Some((name, wanted)) => (name, Some(wanted)),
        None => (spec, None),
    };
    if wanted.is_none() && spec == version {
        return true;
    }
    let is_name = name == package.name.as_str()
        || Glob::new(name).is_ok_and(|glob| glob.compile_matcher().is_match(package.name.as_str()));
    is_name && wanted.is_none_or(|wanted| is_version(wanted, &version))
}

/// Whether `wanted` matches `version`. It may be shortened: `1` and `1.2` match any `1.2.3`.
fn is_version(wanted: &str, version: &str) -> bool {
    version.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
