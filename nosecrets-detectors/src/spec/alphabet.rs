//! Describes sets of bytes in words.

use crate::program::ByteSet;

/// A class of characters that a set may contain as a whole.
struct Kind {
    set: ByteSet,
    one: &'static str,
    many: &'static str,
}

const DIGITS: ByteSet = ByteSet::EMPTY.with_range(b'0', b'9');
const SMALL: ByteSet = ByteSet::EMPTY.with_range(b'a', b'z');
const CAPITAL: ByteSet = ByteSet::EMPTY.with_range(b'A', b'Z');

/// Sets with a name.
const WHOLE: &[Kind] = &[
    Kind { set: DIGITS.with_range(b'a', b'f'), one: "lower-case hex digit", many: "lower-case hex digits" },
    Kind { set: DIGITS.with_range(b'A', b'F'), one: "upper-case hex digit", many: "upper-case hex digits" },
    Kind {
        set: DIGITS.with_range(b'a', b'f').with_range(b'A', b'F'),
        one: "hex digit of either case",
        many: "hex digits of either case",
    },
];

/// Classes that other sets are composed of.
const PARTS: &[Kind] = &[
    Kind { set: SMALL.union(CAPITAL), one: "letter", many: "letters" },
    Kind { set: SMALL, one: "lower-case letter", many: "lower-case letters" },
    Kind { set: CAPITAL, one: "upper-case letter", many: "upper-case letters" },
    Kind { set: DIGITS, one: "digit", many: "digits" },
];

/// Characters that can be typed.
const PRINTABLE: ByteSet = ByteSet::EMPTY.with_range(b' ', b'~');

/// "one digit", "`a` or `b`".
pub(super) fn one_of(set: ByteSet) -> String {
    if set.len() <= 4 {
        let members: Vec<_> = members(set).iter().map(|byte| quoted(&[*byte])).collect();
        return list(&members, "or");
    }
    match excepted(set) {
        Some(but) => format!("one character other than {}", list(&but, "and")),
        None => format!("one {}", list(&parts(set, |kind| kind.one), "or")),
    }
}

/// "32 letters and digits".
pub(super) fn some_of(count: &str, set: ByteSet) -> String {
    match excepted(set) {
        Some(but) if but.is_empty() => format!("{count} characters"),
        Some(but) => format!("{count} characters other than {}", list(&but, "and")),
        None => format!("{count} {}", list(&parts(set, |kind| kind.many), "and")),
    }
}

/// The characters missing from a set that contains nearly everything.
fn excepted(set: ByteSet) -> Option<Vec<String>> {
    let missing: Vec<u8> = members(PRINTABLE).into_iter().filter(|&byte| !set.contains(byte)).collect();
    (missing.len() <= 12).then(|| missing.iter().map(|byte| quoted(&[*byte])).collect())
}

fn parts(set: ByteSet, name: fn(&Kind) -> &'static str) -> Vec<String> {
    if let Some(kind) = WHOLE.iter().find(|kind| kind.set == set) {
        return vec![name(kind).to_owned()];
    }
    let mut rest = set;
    let mut parts = Vec::new();
    for kind in PARTS {
        if rest.union(kind.set) == rest {
            parts.push(name(kind).to_owned());
            rest = without(rest, kind.set);
        }
    }
    parts.extend(ranges(rest));
    parts
}

/// The members as ranges: "`2` to `7`".
fn ranges(set: ByteSet) -> Vec<String> {
    let mut ranges: Vec<(u8, u8)> = Vec::new();
    for byte in members(set) {
        match ranges.last_mut() {
            // Ranges of letters and digits are familiar; ranges of punctuation are not.
            Some((_, last)) if *last + 1 == byte && byte.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => {
                *last = byte;
            }
            _ => ranges.push((byte, byte)),
        }
    }
    let words = |(first, last): (u8, u8)| match last - first {
        0 => vec![quoted(&[first])],
        1 => vec![quoted(&[first]), quoted(&[last])],
        _ => vec![format!("{} to {}", quoted(&[first]), quoted(&[last]))],
    };
    ranges.into_iter().flat_map(words).collect()
}

fn members(set: ByteSet) -> Vec<u8> {
    (0..=255).filter(|&byte| set.contains(byte)).collect()
}

fn without(mut set: ByteSet, other: ByteSet) -> ByteSet {
    for (word, others) in set.0.iter_mut().zip(other.0) {
        *word &= !others;
    }
    set
}

/// Text as inline code.
pub(super) fn quoted(text: &[u8]) -> String {
    match text {
        b"`" => "a backtick".into(),
        b" " => "a space".into(),
        b"\"" => "`\"`".into(),
        b"'" => "`'`".into(),
        b"\n" => "a line break".into(),
        b"\t" => "a tab".into(),
        _ => format!("`{}`", text.escape_ascii().to_string().replace("\\'", "'").replace("\\\"", "\"")),
    }
}

/// "a, b and c".
pub(super) fn list(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} {word} {last}", others.join(", ")),
    }
}
