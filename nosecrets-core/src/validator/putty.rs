//! PuTTY's private key files
//! (<https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html>).

use super::base::{base64, hex};
use super::openssh::Strings;
use super::text::lines;

/// Does the file have its headers in order, both keys whole, and a MAC?
pub(super) fn is_valid(text: &[u8]) -> bool {
    read(text).is_some()
}

fn read(text: &[u8]) -> Option<()> {
    let mut lines = lines(text);
    let first = lines.next()?;
    let algorithm = header(first, b"PuTTY-User-Key-File-2").or_else(|| header(first, b"PuTTY-User-Key-File-3"))?;
    header(lines.next()?, b"Encryption")?;
    header(lines.next()?, b"Comment")?;
    let public = block(&mut lines, b"Public-Lines")?;
    // only a file of version 3 that is encrypted says how its key is derived
    let mut lines = lines.skip_while(|line| !line.starts_with(b"Private-Lines"));
    let secret = block(&mut lines, b"Private-Lines")?;
    let mac = hex(header(lines.next()?, b"Private-MAC")?)?;
    let named = Strings(&public).next()? == algorithm;
    (named && secret.len() >= 16 && matches!(mac.len(), 20 | 32)).then_some(())
}

/// The value of a header of that name.
fn header<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let value = line.strip_prefix(name)?.strip_prefix(b":")?;
    Some(value.strip_prefix(b" ").unwrap_or(value))
}

/// The bytes of as many lines of base 64 as the header says.
fn block(lines: &mut dyn Iterator<Item = &[u8]>, name: &[u8]) -> Option<Vec<u8>> {
    let count = std::str::from_utf8(header(lines.next()?, name)?).ok()?.parse().ok()?;
    let text: Vec<_> = lines.take(count).collect();
    (text.len() == count).then(|| base64(&text.concat()))?
}
