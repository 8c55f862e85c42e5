//! Programs and sets of bytes in a compact notation, as the table has them.
//!
//! A text stands in quotes, a set in brackets, how often it is repeated in braces; `<`
//! says that bytes may be given back. `or @1` goes on at `@1:` if what follows fails, and
//! `go @1` in any case.

use std::collections::BTreeSet;

use crate::program::{ByteSet, Op, Program};

/// A program, from its first operation to its last.
pub(super) fn program(program: &Program) -> String {
    let ops = ops(program);
    let target = |op: &Op| match op {
        Op::Split(to) | Op::Jump(to) => Some(*to),
        Op::Literal(_) | Op::Repeat { .. } | Op::Match => None,
    };
    let labels: BTreeSet<usize> = ops.iter().filter_map(|(_, op)| target(op)).collect();
    let label = |at: usize| labels.range(..=at).count();
    let words = ops.iter().map(|(at, op)| {
        let name = if labels.contains(at) { format!("@{}: ", label(*at)) } else { String::new() };
        name + &operation(op, label)
    });
    words.collect::<Vec<String>>().join(" ")
}

/// The operations of a program, each with its place.
fn ops(program: &Program) -> Vec<(usize, Op)> {
    let (mut ops, mut at, mut furthest) = (Vec::new(), 0, 0);
    loop {
        let (op, next) = program.op(at);
        ops.push((at, op));
        match op {
            Op::Split(to) | Op::Jump(to) => furthest = furthest.max(to),
            // Jumps lead forward, so that after this one nothing is reached.
            Op::Match if at >= furthest => return ops,
            Op::Literal(_) | Op::Repeat { .. } | Op::Match => {}
        }
        at = next;
    }
}

fn operation(op: &Op, label: impl Fn(usize) -> usize) -> String {
    match op {
        Op::Literal(bytes) => text(bytes),
        Op::Repeat { set, min, max, possessive } => {
            set_of(set.bytes()) + &count(*min, *max) + if *possessive { "" } else { "<" }
        }
        Op::Split(to) => format!("or @{}", label(*to)),
        Op::Jump(to) => format!("go @{}", label(*to)),
        Op::Match => "end".into(),
    }
}

fn count(min: usize, max: usize) -> String {
    match (min, max) {
        (1, 1) => String::new(),
        (min, usize::MAX) => format!("{{{min},}}"),
        (min, max) if min == max => format!("{{{min}}}"),
        (min, max) => format!("{{{min},{max}}}"),
    }
}

/// A text in quotes.
pub(super) fn text(bytes: &[u8]) -> String {
    format!("\"{}\"", bytes.escape_ascii())
}

/// A set in brackets: its members, or what it lacks if it has more than half of all bytes.
pub(super) fn set_of(set: ByteSet) -> String {
    if set.len() > 128 {
        format!("[^{}]", ranges(ByteSet::ALL.without(set)))
    } else {
        format!("[{}]", ranges(set))
    }
}

/// The members of a set, those that follow one another as a range.
fn ranges(set: ByteSet) -> String {
    let mut text = String::new();
    let mut next = 0;
    while let Some(first) = (next..256).find(|&byte| set.contains(byte as u8)) {
        let last = last(set, first as u8);
        text.push_str(&match last - first as u8 {
            0 => member(last),
            1 => member(first as u8) + &member(last),
            _ => format!("{}-{}", member(first as u8), member(last)),
        });
        next = u16::from(last) + 1;
    }
    text
}

/// The end of the range that begins with a member. A short range holds letters or digits
/// alone: nobody knows by heart what `+-9` holds.
fn last(set: ByteSet, first: u8) -> u8 {
    /// Members of a range that may hold marks.
    const LONG: u8 = 20;
    let run =
        |goes_on: &dyn Fn(u8) -> bool| (first..=u8::MAX).take_while(|&byte| goes_on(byte)).last().unwrap_or(first);
    let last = run(&|byte| set.contains(byte));
    if last - first >= LONG {
        return last;
    }
    run(&|byte| set.contains(byte) && byte.is_ascii_alphanumeric())
}

fn member(byte: u8) -> String {
    match byte {
        b'-' | b']' | b'^' => format!("\\{}", char::from(byte)),
        _ => byte.escape_ascii().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{program, set_of};
    use crate::program::{ByteSet, WORD};
    use crate::spec::{build, schema};

    /// The program of a pattern as the table has it.
    fn written(pattern: &str) -> String {
        let text = format!(
            "[provider]\nid = 'acme'\nname = 'Acme'\nurl = 'https://acme.example'\n[[detector]]\nid = 'acme-key'\n\
             title = 'Acme key'\nenv = 'ACME_KEY'\npattern = '{pattern}'\nseverity = 'high'\nconfidence = 'high'\n\
             positive = []\nnegative = []\n"
        );
        let catalogue = build::build(&[schema::parse(&text).unwrap()]).unwrap();
        program(&catalogue.program_of(0))
    }

    #[test]
    fn a_program_is_written_in_one_line() {
        for (pattern, expected) in [
            ("acme_[0-9a-f]{32}", "\"acme_\" [0-9a-f]{32} end"),
            ("acme_[0-9]{5,}x?", "\"acme_\" [0-9]{5,}< [x]{0,1}< end"),
            ("acme_[0-9]{2,8}7", "\"acme_\" [0-9]{2,8}< \"7\" end"),
            ("(?:acme|emca)_[01]", "or @1 \"acme\" go @2 @1: \"emca\" @2: \"_\" [01] end"),
        ] {
            assert_eq!(written(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn a_set_is_written_as_ranges() {
        assert_eq!(set_of(WORD), "[0-9A-Z_a-z]");
        assert_eq!(set_of(WORD.with_range(b'-', b'/')), "[\\-./0-9A-Z_a-z]");
        assert_eq!(set_of(ByteSet::EMPTY.with_range(b'!', b'~')), "[!-~]");
        assert_eq!(set_of(ByteSet::of(b"-]ab")), "[\\-\\]ab]");
        assert_eq!(set_of(ByteSet::ALL.without(ByteSet::of(b"\"\n"))), "[^\\n\\\"]");
    }
}
