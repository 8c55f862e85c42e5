//! Secrets engines: finds the engine of a path, and reads it.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::super::http::{encode, Answer, Json};
use super::answer;
use super::server::Server;
use crate::{field, ErrorKind, Failure, Fetched, Place, SecretBytes};

/// The API of an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    /// `GET mount/data/path`, with versions.
    KvTwo,
    /// `GET mount/path`: KV version 1, and engines that generate secrets on demand.
    Plain,
}

/// The known engines, by mount, without slashes at the ends.
#[derive(Debug, Default)]
pub(super) struct Mounts(RwLock<HashMap<String, Engine>>);

impl Mounts {
    fn find(&self, path: &str) -> Option<Location> {
        let mounts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let fitting = mounts.iter().filter_map(|(mount, engine)| Location::new(path, mount, *engine));
        fitting.max_by_key(|location| location.mount.len())
    }

    fn forget(&self, mount: &str) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(mount);
    }

    fn add(&self, mount: &str, engine: Engine) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(mount.to_owned(), engine);
    }
}

/// The location of a secret.
#[derive(Debug)]
struct Location {
    mount: String,
    /// The path within the mount.
    rest: String,
    engine: Engine,
}

impl Location {
    fn new(path: &str, mount: &str, engine: Engine) -> Option<Location> {
        let rest = path.strip_prefix(mount)?.strip_prefix('/')?;
        Some(Location { mount: mount.to_owned(), rest: rest.to_owned(), engine })
    }

    fn url(&self, version: Option<&str>) -> String {
        let (mount, rest) = (encode(&self.mount, "/"), encode(&self.rest, "/"));
        match (self.engine, version) {
            (Engine::Plain, _) => format!("/v1/{mount}/{rest}"),
            (Engine::KvTwo, None) => format!("/v1/{mount}/data/{rest}"),
            (Engine::KvTwo, Some(version)) => format!("/v1/{mount}/data/{rest}?version={version}"),
        }
    }
}

/// Reads the secret of `place`, with all its fields.
pub(super) fn read(server: &Server, place: &Place, deadline: Instant) -> Result<Document, Failure> {
    let location = locate(server, place, deadline)?;
    let version = place.param("version");
    if version.is_some_and(|version| version.is_empty() || !version.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(Failure::new(ErrorKind::Malformed, "the version is not a number"));
    }
    if version.is_some() && location.engine == Engine::Plain {
        return Err(Failure::new(ErrorKind::Malformed, "only KV version 2 has versions"));
    }
    let answer = server.read(&location.url(version), deadline)?;
    if answer.status == 404 {
        // The engine may have been moved or upgraded; the next read looks it up again.
        server.mounts.forget(&location.mount);
    }
    Document::new(&answer, &location)
}

fn locate(server: &Server, place: &Place, deadline: Instant) -> Result<Location, Failure> {
    let path = place.path();
    if path.split('/').any(|segment| matches!(segment, "" | "." | "..")) {
        return Err(Failure::new(ErrorKind::Malformed, "the path has an empty segment, `.` or `..`"));
    }
    let forced = match place.param("kv") {
        Some("1") => Some(Engine::Plain),
        Some("2") => Some(Engine::KvTwo),
        Some(_) => return Err(Failure::new(ErrorKind::Malformed, "there is no such version of KV")),
        None => None,
    };
    let named = place.param("mount").map(|mount| mount.trim_matches('/'));
    let full = named.map_or_else(|| path.to_owned(), |mount| format!("{mount}/{path}"));
    let mount = named.or_else(|| path.split('/').next()).unwrap_or(path);
    let location = match forced {
        Some(engine) => Location::new(&full, mount, engine),
        None => match server.mounts.find(&full).filter(|found| named.is_none() || found.mount == mount) {
            Some(location) => Some(location),
            None => {
                let (mount, engine) = probe(server, &full, mount, deadline)?;
                server.mounts.add(&mount, engine);
                Location::new(&full, &mount, engine)
            }
        },
    };
    location.ok_or_else(|| Failure::new(ErrorKind::Malformed, "the path is only the engine's mount"))
}

/// Queries where the engine of `path` is mounted. If the server does not know or does not tell, KV
/// version 2 at `otherwise` is assumed, as the CLI does.
fn probe(server: &Server, path: &str, otherwise: &str, deadline: Instant) -> Result<(String, Engine), Failure> {
    let answer = server.read(&format!("/v1/sys/internal/ui/mounts/{}", encode(path, "/")), deadline)?;
    match answer.status {
        200 => {
            let json = Json::parse(&answer.body)?;
            let mount = json.text("/data/path").unwrap_or(otherwise).trim_matches('/').to_owned();
            let is_two = json.text("/data/options/version") == Some("2");
            Ok((mount, if is_two { Engine::KvTwo } else { Engine::Plain }))
        }
        403 if answer::is_token_dead(&answer) => Err(answer::failure(&answer)),
        403..=405 => Ok((otherwise.to_owned(), Engine::KvTwo)),
        _ => Err(answer::failure(&answer)),
    }
}

/// A secret as the server returned it.
pub(super) struct Document {
    /// A JSON object.
    fields: SecretBytes,
    version: Option<String>,
    lease: Option<Duration>,
}

impl Document {
    fn new(answer: &Answer, location: &Location) -> Result<Document, Failure> {
        if answer.status != 200 {
            return Err(why_not(answer, location));
        }
        let body = SecretBytes::from(answer.body.to_vec());
        let number = |pointer| {
            let value = field::take(body.clone(), Some(pointer)).ok()?;
            std::str::from_utf8(value.expose()).ok()?.parse::<u64>().ok()
        };
        let (data, version) = match location.engine {
            Engine::KvTwo => ("/data/data", number("/data/metadata/version")),
            Engine::Plain => ("/data", None),
        };
        let lease = number("/lease_duration").filter(|seconds| *seconds > 0).map(Duration::from_secs);
        let fields = field::take(body.clone(), Some(data)).ok().filter(|data| data.expose().starts_with(b"{"));
        let no_secret = || Failure::new(ErrorKind::Malformed, "the response contains no Vault secret");
        Ok(Document {
            fields: fields.ok_or_else(no_secret)?,
            version: version.map(|version| version.to_string()),
            lease,
        })
    }

    /// Extracts one field, or returns everything as JSON.
    pub(super) fn take(&self, field: Option<&str>) -> Result<Fetched, Failure> {
        let value = field::take(self.fields.clone(), field)?;
        Ok(Fetched { value, version: self.version.clone(), lease: self.lease })
    }
}

/// Why there is no secret: a deleted version, or a path that does not suit the engine.
fn why_not(answer: &Answer, location: &Location) -> Failure {
    let failure = answer::failure(answer);
    if answer.status != 404 || failure.kind != ErrorKind::NotFound {
        return failure;
    }
    let Ok(json) = Json::parse(&answer.body) else { return failure };
    let metadata = "/data/metadata";
    let is_warned = json.text("/warnings/0").is_some_and(|text| text.starts_with("Invalid path for a versioned"));
    let detail = if json.is_true(&format!("{metadata}/destroyed")) {
        "this version has been destroyed"
    } else if json.text(&format!("{metadata}/deletion_time")).is_some_and(|time| !time.is_empty()) {
        "this version has been deleted"
    } else if is_warned {
        "the mount is KV version 2, but was read as version 1"
    } else if location.engine == Engine::KvTwo && location.rest.starts_with("data/") {
        "there is no such secret; write the path without `data/`"
    } else if location.rest.starts_with(&format!("{}/", location.mount)) {
        "there is no such secret; with `mount=` the path is that within the mount"
    } else {
        return failure;
    };
    Failure { detail: detail.into(), ..failure }
}
