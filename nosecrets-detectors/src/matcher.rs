//! Runs a [`Program`] on a value.

use crate::program::{Op, Program, Set, MAX_OPEN};

/// Number of steps after which an attempt gives up.
///
/// Programs have no loops, so only nested ambiguous repeats could come close. The guard tests keep
/// such patterns out of the catalogue.
const MAX_STEPS: u32 = 1 << 16;

/// An alternative to backtrack to.
#[derive(Clone, Copy)]
enum Open {
    /// Continue with this operation at this position.
    Branch { op: u16, at: usize },
    /// The repeat before `op` has consumed the bytes up to `at`. It can give back all bytes after
    /// `least`.
    Repeat { op: u16, least: usize, at: usize },
}

/// The end of the match of `program` that begins at `start`, if there is one.
///
/// Alternatives and repeats are tried in the order of the `regex` crate. A match counts only if the
/// bytes around it form a boundary.
#[must_use]
pub fn match_at(program: &Program, value: &[u8], start: usize) -> Option<usize> {
    if value.len() - start < program.min_len as usize || !is_start(program.head, value, start) {
        return None;
    }
    let (mut op, mut at) = (0, start);
    // Most attempts fail, or succeed, before there is anything to backtrack to.
    loop {
        let (operation, next) = program.op(op);
        match operation {
            Op::Literal(bytes) if value[at..].starts_with(bytes) => at += bytes.len(),
            Op::Repeat { set, min, max, possessive: true } => {
                let taken = run_length(set, &value[at..], max);
                if taken < min {
                    return None;
                }
                at += taken;
            }
            Op::Match => return is_end(program.tail, value, at).then_some(at),
            Op::Literal(_) => return None,
            Op::Repeat { .. } | Op::Split(_) | Op::Jump(_) => return backtrack(program, value, op, at),
        }
        op = next;
    }
}

/// Completes a match from an operation that leaves alternatives open.
fn backtrack(program: &Program, value: &[u8], op: usize, at: usize) -> Option<usize> {
    let mut open = [Open::Branch { op: op as u16, at }; MAX_OPEN];
    let mut depth = 1;
    let mut steps = 0;
    while depth > 0 {
        depth -= 1;
        let (op, mut at) = match open[depth] {
            Open::Branch { op, at } => (op, at),
            Open::Repeat { op, least, at } => {
                if at - 1 > least {
                    open[depth] = Open::Repeat { op, least, at: at - 1 };
                    depth += 1;
                }
                (op, at - 1)
            }
        };
        let mut op = usize::from(op);
        loop {
            steps += 1;
            if steps > MAX_STEPS {
                return None;
            }
            let (operation, next) = program.op(op);
            op = next;
            match operation {
                Op::Literal(bytes) => {
                    if !value[at..].starts_with(bytes) {
                        break;
                    }
                    at += bytes.len();
                }
                Op::Repeat { set, min, max, possessive } => {
                    let taken = run_length(set, &value[at..], max);
                    if taken < min {
                        break;
                    }
                    if !possessive && taken > min {
                        debug_assert!(depth < MAX_OPEN, "the codegen bounds open alternatives");
                        open[depth] = Open::Repeat { op: next as u16, least: at + min, at: at + taken };
                        depth += 1;
                    }
                    at += taken;
                }
                Op::Split(other) => {
                    open[depth] = Open::Branch { op: other as u16, at };
                    depth += 1;
                }
                Op::Jump(to) => op = to,
                Op::Match => {
                    if is_end(program.tail, value, at) {
                        return Some(at);
                    }
                    break;
                }
            }
        }
    }
    None
}

/// Returns the literal operation of `program` that equals `text`, if exactly one does.
#[must_use]
#[inline]
pub fn spelled_by(program: &Program, text: &[u8]) -> Option<usize> {
    let (mut at, mut found) = (0, None);
    loop {
        let (operation, next) = program.op(at);
        match operation {
            Op::Literal(bytes) if bytes == text => match found {
                Some(_) => return None,
                None => found = Some(at),
            },
            Op::Match => return found,
            _ => {}
        }
        at = next;
    }
}

/// Whether a match of `program` that begins at `start` may continue beyond the end of `value`.
/// `false` only if it cannot.
#[must_use]
#[inline]
pub fn goes_on(program: &Program, value: &[u8], start: usize) -> bool {
    is_start(program.head, value, start) && goes_on_from(program, 0, value, start)
}

/// [`goes_on`] for a match that continues with the operation `op` at `at`.
#[must_use]
#[inline]
pub fn goes_on_from(program: &Program, op: usize, value: &[u8], at: usize) -> bool {
    let rest = &value[at..];
    let (operation, next) = program.op(op);
    match operation {
        _ if rest.is_empty() => true,
        Op::Literal(bytes) if rest.len() <= bytes.len() => bytes.starts_with(rest),
        Op::Literal(bytes) => rest.starts_with(bytes) && goes_on_from(program, next, value, at + bytes.len()),
        Op::Repeat { set, min, max, possessive } => {
            let taken = run_length(set, rest, max);
            let is_open = taken == rest.len() || (taken > min && !possessive);
            is_open || (taken >= min && goes_on_from(program, next, value, at + taken))
        }
        Op::Split(other) => goes_on_from(program, next, value, at) || goes_on_from(program, other, value, at),
        Op::Jump(to) => goes_on_from(program, to, value, at),
        Op::Match => false,
    }
}

/// Number of bytes at the start of `token` that the pattern fixes. If it is a token, the rest is
/// random.
#[must_use]
pub fn fixed_len(program: &Program, token: &[u8]) -> usize {
    fixed_from(program, 0, token, 0).unwrap_or(0)
}

fn fixed_from(program: &Program, op: usize, token: &[u8], at: usize) -> Option<usize> {
    let (operation, next) = program.op(op);
    match operation {
        Op::Literal(bytes) => {
            let matches = token[at..].starts_with(bytes);
            matches.then(|| fixed_from(program, next, token, at + bytes.len())).flatten()
        }
        Op::Split(other) => fixed_from(program, next, token, at).max(fixed_from(program, other, token, at)),
        Op::Jump(to) => fixed_from(program, to, token, at),
        Op::Repeat { .. } | Op::Match => Some(at),
    }
}

/// Length of the run of bytes of `set` at the start of `value`, at most `max`.
#[inline]
fn run_length(set: Set, value: &[u8], max: usize) -> usize {
    let window = &value[..value.len().min(max)];
    window.iter().position(|&byte| !set.contains(byte)).unwrap_or(window.len())
}

/// Whether a token may begin at `start`.
///
/// The letter of a spelled-out escape (`\n`, `\t`) and a percent-encoded byte (`%3D`) do not belong
/// to what follows them.
#[must_use]
pub fn is_start(head: Set, value: &[u8], start: usize) -> bool {
    let before = &value[..start];
    follows_escape(before) || before.last().map_or(true, |last| !head.contains(*last))
}

/// Whether `before` ends with an escape, whose bytes do not belong to what follows.
pub(crate) fn follows_escape(before: &[u8]) -> bool {
    match before {
        [.., b'\\', letter] => matches!(letter, b'n' | b'r' | b't' | b'0'),
        [.., b'%', high, low] => high.is_ascii_hexdigit() && low.is_ascii_hexdigit(),
        _ => false,
    }
}

/// Whether a token may end at `end`.
#[must_use]
pub fn is_end(tail: Set, value: &[u8], end: usize) -> bool {
    value.get(end).map_or(true, |&next| !tail.contains(next))
}
