//! The engine KV in both versions.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{envelope, errors};
use crate::stand_in::{Reply, Request};

/// An engine and its secrets.
pub(super) struct Mount {
    pub(super) version: u8,
    secrets: HashMap<String, Vec<Version>>,
}

struct Version {
    data: Value,
    is_deleted: bool,
    is_destroyed: bool,
}

const TIME: &str = "2026-01-02T03:04:05.678901234Z";

impl Mount {
    pub(super) fn new(version: u8) -> Mount {
        Mount { version, secrets: HashMap::new() }
    }

    pub(super) fn put(&mut self, path: &str, data: Value) {
        let versions = self.secrets.entry(path.into()).or_default();
        if self.version == 1 {
            versions.clear();
        }
        versions.push(Version { data, is_deleted: false, is_destroyed: false });
    }

    pub(super) fn versions(&self, path: &str) -> usize {
        self.secrets.get(path).map_or(0, Vec::len)
    }

    pub(super) fn delete(&mut self, path: &str, version: usize, for_good: bool) {
        let Some(version) = self.secrets.get_mut(path).and_then(|versions| versions.get_mut(version - 1)) else {
            return;
        };
        version.is_deleted |= !for_good;
        version.is_destroyed |= for_good;
    }

    pub(super) fn answer(&mut self, request: &Request, rest: &str) -> Reply {
        match (self.version, request.method.as_str()) {
            (1, "GET") => self.read_one(rest),
            (1, "POST" | "PUT") => match serde_json::from_slice(&request.body) {
                Ok(data) => {
                    self.put(rest, data);
                    Reply::empty(204)
                }
                Err(_) => errors(400, &["failed to parse JSON input: invalid character"]),
            },
            (1, "DELETE") => {
                self.secrets.remove(rest);
                Reply::empty(204)
            }
            (2, _) => self.answer_two(request, rest),
            _ => errors(405, &[]),
        }
    }

    fn read_one(&self, path: &str) -> Reply {
        let Some(version) = self.secrets.get(path).and_then(|versions| versions.last()) else {
            return errors(404, &[]);
        };
        let lease = match version.data["ttl"].as_str() {
            Some(ttl) => ttl.trim_end_matches('h').parse::<u64>().unwrap() * 3600,
            None => 2_764_800,
        };
        Reply::json(200, &envelope(&json!({ "data": version.data, "lease_duration": lease })))
    }

    fn answer_two(&mut self, request: &Request, rest: &str) -> Reply {
        let Some((kind, path)) =
            rest.split_once('/').filter(|(kind, _)| matches!(*kind, "data" | "delete" | "destroy"))
        else {
            let text = "Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints to use.";
            return Reply::json(404, &envelope(&json!({ "warnings": [text] })));
        };
        match (request.method.as_str(), kind) {
            ("GET", "data") => self.read_two(path, request.query("version").as_deref()),
            ("POST" | "PUT", "data") => self.write_two(path, &request.body),
            ("DELETE", "data") => {
                let last = self.secrets.get(path).map_or(0, Vec::len);
                self.delete(path, last.max(1), false);
                Reply::empty(204)
            }
            ("POST" | "PUT", _) => {
                let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
                for version in body["versions"].as_array().into_iter().flatten().filter_map(Value::as_u64) {
                    self.delete(path, usize::try_from(version).unwrap(), kind == "destroy");
                }
                Reply::empty(204)
            }
            _ => errors(405, &[]),
        }
    }

    fn read_two(&self, path: &str, version: Option<&str>) -> Reply {
        let Some(versions) = self.secrets.get(path) else { return errors(404, &[]) };
        let number = match version {
            None | Some("0") => versions.len(),
            Some(text) => match text.parse() {
                Ok(number) => number,
                Err(_) => {
                    return errors(400, &["Field validation failed: error converting input for field \"version\""]);
                }
            },
        };
        let Some(version) = number.checked_sub(1).and_then(|at| versions.get(at)) else { return errors(404, &[]) };
        let is_gone = version.is_deleted || version.is_destroyed;
        let data = if is_gone { &Value::Null } else { &version.data };
        let metadata = json!({
            "created_time": TIME, "deletion_time": if version.is_deleted { TIME } else { "" },
            "destroyed": version.is_destroyed, "version": number, "custom_metadata": null,
        });
        let body = envelope(&json!({ "data": { "data": data, "metadata": metadata } }));
        Reply::json(if is_gone { 404 } else { 200 }, &body)
    }

    fn write_two(&mut self, path: &str, body: &[u8]) -> Reply {
        let Ok(body) = serde_json::from_slice::<Value>(body) else {
            return errors(400, &["failed to parse JSON input: invalid character"]);
        };
        let last = self.secrets.get(path).map_or(0, Vec::len) as u64;
        if body["options"]["cas"].as_u64().is_some_and(|cas| cas != last) {
            return errors(400, &["check-and-set parameter did not match the current version"]);
        }
        self.put(path, body["data"].clone());
        let data = json!({ "created_time": TIME, "deletion_time": "", "destroyed": false, "version": last + 1 });
        Reply::json(200, &envelope(&json!({ "data": data })))
    }
}
