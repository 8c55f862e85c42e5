//! PuTTY's private key files
//! (<https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html>).

use super::base::{base64, hex};
use super::openssh::Strings;
use super::text::{decimal, lines};

/// Whether the file has its headers in order, both complete keys, and a MAC.
pub(super) fn is_valid(text: &[u8]) -> bool {
    read(text).is_some()
}

fn read(text: &[u8]) -> Option<()> {
    let lines = lines(text);
    let mut lines = &lines[..];
    let first = next(&mut lines)?;
    let algorithm = header(first, b"PuTTY-User-Key-File-2").or_else(|| header(first, b"PuTTY-User-Key-File-3"))?;
    header(next(&mut lines)?, b"Encryption")?;
    header(next(&mut lines)?, b"Comment")?;
    let public = block(&mut lines, b"Public-Lines")?;
    // only a file of version 3 that is encrypted says how its key is derived
    while !lines.first()?.starts_with(b"Private-Lines") {
        lines = &lines[1..];
    }
    let secret = block(&mut lines, b"Private-Lines")?;
    let mac = hex(header(next(&mut lines)?, b"Private-MAC")?)?;
    let named = Strings(&public).next()? == algorithm;
    (named && secret.len() >= 16 && matches!(mac.len(), 20 | 32)).then_some(())
}

/// The value of the header with this name.
fn header<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let value = line.strip_prefix(name)?.strip_prefix(b":")?;
    Some(value.strip_prefix(b" ").unwrap_or(value))
}

/// The bytes of as many lines of base 64 as the header states.
fn block(lines: &mut &[&[u8]], name: &[u8]) -> Option<Vec<u8>> {
    let count = decimal(header(next(lines)?, name)?)? as usize;
    let text = lines.get(..count)?;
    *lines = &lines[count..];
    base64(&text.concat())
}

/// Takes the next line.
fn next<'a>(lines: &mut &[&'a [u8]]) -> Option<&'a [u8]> {
    let (first, rest) = lines.split_first()?;
    *lines = rest;
    Some(first)
}
