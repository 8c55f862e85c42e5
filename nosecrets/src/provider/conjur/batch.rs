//! Reads many variables in one request.

use std::collections::HashMap;
use std::time::Instant;

use secrecy::zeroize::Zeroizing;

use super::super::http::{encode, Json};
use super::server::{self, Server};
use super::token::from_base64;
use crate::{field, ErrorKind, Failure, Fetched, Place, SecretBytes};

/// Maximum number of variables in a request.
pub(super) const PLACES: usize = 100;

/// Maximum total length of their names, in bytes: web servers in front of Conjur accept lines of 8
/// KiB.
const BYTES: usize = 6000;

/// Reads all of `places`, in as few requests as possible.
pub(super) fn read(server: &Server, places: &[Place], deadline: Instant) -> Vec<Result<Fetched, Failure>> {
    let mut values: HashMap<String, Result<SecretBytes, Failure>> = HashMap::new();
    for names in requests(server, places) {
        match request(server, &names, deadline) {
            Ok(found) => values.extend(found.into_iter().map(|(name, value)| (name, Ok(value)))),
            Err(failure) => values.extend(names.into_iter().map(|name| (name, Err(failure.clone())))),
        }
    }
    let read = places.iter().map(|place| match values.get(&server.name(place)).filter(|_| is_newest(place)) {
        Some(Ok(value)) => field::take(value.clone(), place.field()).map(Fetched::from),
        Some(Err(failure)) => Err(failure.clone()),
        None => super::read(server, place, deadline),
    });
    read.collect()
}

/// Groups of full names to request together. A single name is not worth it, and a name must not
/// contain a comma, which separates names.
fn requests(server: &Server, places: &[Place]) -> Vec<Vec<String>> {
    let mut names: Vec<String> =
        places.iter().filter(|place| is_newest(place)).map(|place| server.name(place)).collect();
    names.retain(|name| !name.contains(','));
    names.sort();
    names.dedup();
    let mut requests: Vec<Vec<String>> = Vec::new();
    let mut bytes = 0;
    for name in names {
        let length = encode(&name, "").len() + 1;
        match requests.last_mut() {
            Some(request) if request.len() < PLACES && bytes + length <= BYTES => request.push(name),
            _ => {
                requests.push(vec![name]);
                bytes = 0;
            }
        }
        bytes += length;
    }
    requests.retain(|request| request.len() > 1);
    requests
}

fn is_newest(place: &Place) -> bool {
    place.param("version").is_none()
}

/// The values by name. If the server refuses one, it returns none, which says nothing about the
/// others.
fn request(server: &Server, names: &[String], deadline: Instant) -> Result<HashMap<String, SecretBytes>, Failure> {
    let query: Vec<String> = names.iter().map(|name| encode(name, "")).collect();
    let path = format!("/secrets?variable_ids={}", query.join(","));
    let answer = server.read(&path, Some("base64"), deadline)?;
    match answer.status {
        200 => {}
        403 | 404 | 406 | 414 | 422 => return Ok(HashMap::new()),
        _ => return Err(server::failure(&answer)),
    }
    let json = Json::parse(&answer.body)?;
    let present = names.iter().filter_map(|name| Some((name, json.member(name)?)));
    let values = present.map(|(name, text)| {
        let value = if answer.is_base64 { decode(text)? } else { SecretBytes::from(text.as_bytes().to_vec()) };
        Ok((name.clone(), value))
    });
    values.collect()
}

/// Decodes base64 as Ruby writes it, with a line break after every 60 characters.
fn decode(text: &str) -> Result<SecretBytes, Failure> {
    let packed: Zeroizing<Vec<u8>> = Zeroizing::new(text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect());
    let value = from_base64(&packed).map(SecretBytes::from);
    value.ok_or_else(|| Failure::new(ErrorKind::Malformed, "a value is not in base64"))
}
