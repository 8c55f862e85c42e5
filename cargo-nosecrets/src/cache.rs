//! The location of the cache of clean files.
//!
//! It is never in the scanned tree, unless the user says so: a tree could contain a prepared cache,
//! or redirect us to another folder. The key, without which a cache is worthless, never leaves the
//! user's own folder.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use nosecrets_engine::cache::{Cache, Secret};

use crate::args::Args;
use crate::environment::Environment;
use crate::output::file::{self, Access};
use crate::workspace::Scope;

/// Largest cache that is read, in bytes; enough for about five million files.
const MAX_SIZE: u64 = 160 << 20;

/// Caches that no run has written to for this long are removed.
const MAX_AGE: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// Prefix of our file names.
const PREFIX: &str = "clean-";

/// Content of the `CACHEDIR.TAG` file, which marks a folder that can be recreated.
///
/// Source: <https://bford.info/cachedir/>
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# Written by cargo-nosecrets.\n";

/// A cache and its file.
#[derive(Debug)]
pub(crate) struct Store {
    file: PathBuf,
    pub(crate) cache: Arc<Cache>,
}

impl Store {
    /// Opens the cache for `scope`; `None` if caching is off or does not apply.
    ///
    /// # Errors
    /// If there can be no cache, with the reason as a sentence. The scan works without one.
    pub(crate) fn open(args: &Args, environment: &Environment, scope: &Scope) -> Result<Option<Store>, String> {
        // Files given by name are always scanned; staged content and standard input are not files.
        let has_folder = scope.places.iter().any(|place| place.root.path.is_dir());
        if args.files.no_cache || !has_folder {
            return Ok(None);
        }
        let Some(home) = &environment.cache_home else { return Err("there is no folder for caches".into()) };
        let own = home.join("nosecrets");
        let folder = args.files.cache_dir.as_ref().map_or_else(|| own.clone(), |folder| environment.cwd.join(folder));
        let say = |what: &Path, error: io::Error| format!("`{}`: {error}", crate::output::text::path(what));
        let secret = secret(&own).map_err(|error| say(&own, error))?;
        prepare(&folder).map_err(|error| say(&folder, error))?;
        let file = folder.join(format!("{PREFIX}{}", name(scope)));
        let bytes = read(&file).unwrap_or_default();
        Ok(Some(Store { cache: Arc::new(Cache::from_bytes(&bytes, &secret, &version(environment))), file }))
    }

    /// Writes what the run added.
    ///
    /// # Errors
    /// If writing fails, with the reason as a sentence.
    pub(crate) fn save(&self) -> Result<(), String> {
        let Some(bytes) = self.cache.to_bytes() else { return Ok(()) };
        let written = file::replace(&self.file, Access::Private, |out| out.write_all(&bytes));
        written.map_err(|error| format!("`{}`: {error}", crate::output::text::path(&self.file)))?;
        self.file.parent().into_iter().for_each(clean_up);
        Ok(())
    }
}

/// The user's key. It is created when it is first needed, and replaced if others could have read
/// it.
fn secret(own: &Path) -> io::Result<Secret> {
    prepare(own)?;
    let file = own.join("key");
    if let Some(secret) = read(&file).filter(|_| is_private(&file)).and_then(|bytes| bytes.try_into().ok()) {
        return Ok(secret);
    }
    let mut secret = Secret::default();
    getrandom::fill(&mut secret).map_err(io::Error::other)?;
    file::replace(&file, Access::Private, |out| out.write_all(&secret))?;
    Ok(secret)
}

/// Creates a folder that only the user can access.
fn prepare(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)?;
    fs::write(folder.join("CACHEDIR.TAG"), TAG)
}

#[cfg(unix)]
fn is_private(file: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::symlink_metadata(file).is_ok_and(|data| data.is_file() && data.mode() & 0o077 == 0)
}

#[cfg(not(unix))]
fn is_private(_: &Path) -> bool {
    true
}

/// Reads a regular file, if its size is plausible for one of ours.
fn read(file: &Path) -> Option<Vec<u8>> {
    fs::symlink_metadata(file).ok().filter(fs::Metadata::is_file)?;
    let mut bytes = Vec::new();
    fs::File::open(file).ok()?.take(MAX_SIZE).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A file name for the cache of `scope`: a hash, so that it shows no path.
fn name(scope: &Scope) -> String {
    let roots = scope.places.iter().map(|place| place.root.path.as_os_str().as_encoded_bytes());
    let shard = scope.shard.map(|shard| format!("{}/{}", shard.number(), shard.of())).unwrap_or_default();
    let base = scope.base.as_os_str().as_encoded_bytes();
    let parts: Vec<&[u8]> = std::iter::once(base).chain(roots).chain([shard.as_bytes()]).collect();
    let digest = nosecrets_detectors::encoding::sha256(&parts.join(&0));
    digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Identifies the build of this program.
fn version(environment: &Environment) -> String {
    let program = environment.program.as_deref();
    let data = program.and_then(|program| fs::metadata(program).ok());
    let changed = data.as_ref().and_then(|data| data.modified().ok());
    format!("{} {program:?} {:?} {changed:?}", env!("CARGO_PKG_VERSION"), data.map(|data| data.len()))
}

/// Removes caches of trees that are no longer scanned. Failures are ignored.
fn clean_up(folder: &Path) {
    let is_ours = |name: &std::ffi::OsStr| name.to_str().is_some_and(|name| name.starts_with(PREFIX));
    let is_old = |data: fs::Metadata| {
        let age = data.modified().ok().and_then(|at| SystemTime::now().duration_since(at).ok());
        data.is_file() && age.is_some_and(|age| age > MAX_AGE)
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_ours(&entry.file_name())) {
        if entry.metadata().is_ok_and(is_old) {
            fs::remove_file(entry.path()).ok();
        }
    }
}
