//! Separates the token in a regex from its surroundings.

use regex_syntax::hir::{Capture, Class, Hir, HirKind, Repetition};

/// A regex, split at its token.
#[derive(Debug)]
pub(super) struct Split {
    /// What precedes the token.
    pub(super) before: Vec<Hir>,
    /// The token.
    pub(super) token: Hir,
    /// What follows the token.
    pub(super) after: Vec<Hir>,
}

/// Parses a regex of another tool.
///
/// # Errors
/// If it is invalid, or uses features that the `regex` crate does not have.
pub(super) fn parse(regex: &str) -> Result<Hir, String> {
    let mut parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build();
    parser.parse(regex).map_err(|error| {
        let text = error.to_string();
        let last = text.lines().last().unwrap_or_default();
        format!("its regex cannot be read: {}", last.strip_prefix("error: ").unwrap_or(last))
    })
}

/// The alternatives of a regex that each contain a token; usually one.
pub(super) fn branches(hir: &Hir) -> Vec<&Hir> {
    match hir.kind() {
        HirKind::Alternation(branches) if branches.iter().any(has_capture) => branches.iter().collect(),
        _ => vec![hir],
    }
}

/// Splits a regex at its token: the group that the rule names, the group called `TOKEN`, or the
/// first group. Without groups, the whole regex is the token.
///
/// # Errors
/// If the token is one of several alternatives.
pub(super) fn split(hir: &Hir, group: Option<usize>) -> Result<Split, String> {
    let named = |capture: &Capture| capture.name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("token"));
    let wanted = |capture: &Capture| group.is_none_or(|group| capture.index as usize == group);
    let found = find(hir, &named).or_else(|| find(hir, &wanted));
    match found {
        Some(split) => Ok(Split { token: clean(&split.token), ..split }),
        None if has_capture(hir) => Err("the token is one of several alternatives, or repeated".into()),
        None => Ok(trimmed(&clean(hir))),
    }
}

/// The name of the group called `TOKEN`, as it is spelled.
pub(super) fn name_of_token(hir: &Hir) -> Option<String> {
    let among = |parts: &[Hir]| parts.iter().find_map(name_of_token);
    match hir.kind() {
        HirKind::Capture(capture) => {
            let name = capture.name.as_deref().filter(|name| name.eq_ignore_ascii_case("token"));
            name.map(str::to_owned).or_else(|| name_of_token(&capture.sub))
        }
        HirKind::Repetition(repetition) => name_of_token(&repetition.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => among(parts),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => None,
    }
}

/// Whether the first group may take part in a match more than once.
pub(super) fn is_first_repeated(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            has_capture(hir) && (repetition.max != Some(1) || is_first_repeated(&repetition.sub))
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().find(|part| has_capture(part)).is_some_and(is_first_repeated)
        }
        _ => false,
    }
}

fn find(hir: &Hir, is_token: &dyn Fn(&Capture) -> bool) -> Option<Split> {
    match hir.kind() {
        HirKind::Capture(capture) if is_token(capture) => {
            Some(Split { before: Vec::new(), token: (*capture.sub).clone(), after: Vec::new() })
        }
        HirKind::Capture(capture) => find(&capture.sub, is_token),
        HirKind::Concat(parts) => parts.iter().enumerate().find_map(|(at, part)| {
            let inner = find(part, is_token)?;
            let before = parts[..at].iter().cloned().chain(inner.before).collect();
            let after = inner.after.into_iter().chain(parts[at + 1..].iter().cloned()).collect();
            Some(Split { before, token: inner.token, after })
        }),
        _ => None,
    }
}

fn has_capture(hir: &Hir) -> bool {
    hir.properties().explicit_captures_len() > 0
}

/// Removes groups, boundaries and laziness, which our patterns do not have.
pub(super) fn clean(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Look(_) => Hir::empty(),
        HirKind::Capture(capture) => clean(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(clean).collect()),
        HirKind::Alternation(branches) => Hir::alternation(branches.iter().map(clean).collect()),
        HirKind::Repetition(Repetition { min, max, sub, .. }) => {
            Hir::repetition(Repetition { min: *min, max: *max, greedy: true, sub: Box::new(clean(sub)) })
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => hir.clone(),
    }
}

/// Splits a regex without groups: quotes and separators at its ends are not part of the token.
fn trimmed(hir: &Hir) -> Split {
    let parts = match hir.kind() {
        HirKind::Concat(parts) => parts.clone(),
        _ => vec![hir.clone()],
    };
    let from = parts.iter().take_while(|part| is_border(part)).count();
    let to = parts.len() - parts[from..].iter().rev().take_while(|part| is_border(part)).count();
    Split { before: parts[..from].to_vec(), token: Hir::concat(parts[from..to].to_vec()), after: parts[to..].to_vec() }
}

/// Whether a part consists of what separates a name from its value.
fn is_border(hir: &Hir) -> bool {
    let between = |byte: u8| byte.is_ascii_whitespace() || b"'\"`=:;,>()".contains(&byte);
    match hir.kind() {
        HirKind::Class(Class::Bytes(class)) => {
            class.ranges().iter().all(|range| (range.start()..=range.end()).all(between))
        }
        HirKind::Literal(literal) => literal.0.iter().copied().all(between),
        HirKind::Repetition(repetition) => is_border(&repetition.sub),
        HirKind::Alternation(branches) => branches.iter().all(is_border),
        _ => false,
    }
}
