//! Formats of tokens in a neutral notation, and values drawn from them.
//!
//! Text outside angle brackets is literal; `<0-9a-f:32>` is 32 characters of
//! that alphabet, `:20-40` a range, `:16-` no upper end; `<sk | rk>` are
//! alternatives; `<optional …>`; `<… times 3>`; `any-but` and an empty
//! alphabet are any character, `not x` is any but `x`.

use std::collections::BTreeSet;

use nosecrets_detectors::spec::rng::Rng;

/// How many characters beyond the least an open end gives when a value is drawn.
const OPEN_END: usize = 16;

/// The upper end of a range that has none.
const UNBOUNDED: usize = usize::MAX;

/// What an alphabet that is not spelled out gives: these go everywhere.
const ANY: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A format.
#[derive(Debug, Clone, PartialEq)]
enum Node {
    Text(String),
    Set { alphabet: Alphabet, min: usize, max: usize },
    Any(Vec<Vec<Node>>),
    Repeat { nodes: Vec<Node>, min: usize, max: usize },
}

/// The characters of a set.
#[derive(Debug, Clone, PartialEq)]
enum Alphabet {
    Of(Vec<u8>),
    AnyBut(Vec<u8>),
}

impl Alphabet {
    fn has(&self, byte: u8) -> bool {
        match self {
            Alphabet::Of(members) => members.contains(&byte),
            Alphabet::AnyBut(but) => !but.contains(&byte),
        }
    }

    /// What is drawn from it.
    fn members(&self) -> Vec<u8> {
        match self {
            Alphabet::Of(members) => members.clone(),
            Alphabet::AnyBut(but) => ANY.bytes().filter(|byte| !but.contains(byte)).collect(),
        }
    }
}

/// A format that was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Format(Vec<Node>);

impl Format {
    /// Reads the notation; what makes no sense in brackets is literal.
    pub(crate) fn parse(text: &str) -> Format {
        // `<=>` is part of an alphabet in order of ASCII, not a bracket.
        let text = text.replace("<=>", "\u{1}=\u{2}");
        Format(sequence(&text))
    }

    /// A value of this format.
    pub(crate) fn draw(&self, rng: &mut Rng) -> Vec<u8> {
        let mut value = Vec::new();
        draw(&self.0, rng, &mut value);
        value
    }

    /// Whether a value is of this format as a whole; a format that is only a
    /// fixed text is the beginning of its values.
    pub(crate) fn takes(&self, value: &[u8]) -> bool {
        let ends = ends(&self.0, value, BTreeSet::from([0]));
        let is_text = self.0.iter().all(|node| matches!(node, Node::Text(_)));
        ends.contains(&value.len()) || (is_text && !ends.is_empty())
    }

    /// Whether a value begins with one of this format.
    pub(crate) fn takes_start_of(&self, value: &[u8]) -> bool {
        !ends(&self.0, value, BTreeSet::from([0])).is_empty()
    }
}

fn sequence(text: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let Some(end) = closing(&rest[at..]).map(|end| at + end) else { break };
        push_text(&rest[..at], &mut nodes);
        nodes.push(bracket(&rest[at + 1..end]));
        rest = &rest[end + 1..];
    }
    push_text(rest, &mut nodes);
    nodes
}

fn push_text(text: &str, nodes: &mut Vec<Node>) {
    if !text.is_empty() {
        let text = text.replace('\u{1}', "<").replace('\u{2}', ">");
        nodes.push(Node::Text(unescape(&text)));
    }
}

fn unescape(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")
}

/// Position of the bracket that closes the one at the start of `text`.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' if depth == 1 => return Some(at),
            '>' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn bracket(inner: &str) -> Node {
    if let Some(rest) = inner.strip_prefix("optional ") {
        return Node::Any(vec![Vec::new(), sequence(rest)]);
    }
    let branches = alternatives(inner);
    if branches.len() > 1 {
        return Node::Any(branches.into_iter().map(sequence).collect());
    }
    if let Some((what, counts)) = inner.rsplit_once(" times ")
        && let Some((min, max)) = range(counts)
    {
        return Node::Repeat { nodes: sequence(what), min, max };
    }
    if let Some((alphabet, counts)) = inner.rsplit_once(':')
        && let Some((min, max)) = range(counts)
    {
        return Node::Set { alphabet: self::alphabet(alphabet, max), min, max };
    }
    Node::Any(vec![sequence(inner)])
}

/// The parts between ` | ` outside of inner brackets.
fn alternatives(inner: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0usize, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            '|' if depth == 0 && inner[..at].ends_with(' ') && !inner[at + 1..].starts_with('|') && at > from => {
                parts.push(&inner[from..at - 1]);
                from = (at + 2).min(inner.len());
            }
            _ => {}
        }
    }
    parts.push(&inner[from..]);
    parts
}

/// `3`, `3-5` or `3-`.
fn range(text: &str) -> Option<(usize, usize)> {
    match text.split_once('-') {
        None => text.parse().ok().map(|number| (number, number)),
        Some((min, "")) => min.parse().ok().map(|min| (min, UNBOUNDED)),
        Some((min, max)) => Some((min.parse().ok()?, max.parse().ok()?)),
    }
}

/// Reads an alphabet. A lone dot that repeats is the dot of regular expressions.
fn alphabet(text: &str, max: usize) -> Alphabet {
    if text.is_empty() || text == "any-but" || (text == "." && max > 1) {
        return Alphabet::AnyBut(Vec::new());
    }
    match text.strip_prefix("not ") {
        Some(but) => Alphabet::AnyBut(but.as_bytes().to_vec()),
        None => Alphabet::Of(members(text)),
    }
}

fn members(alphabet: &str) -> Vec<u8> {
    let bytes: Vec<u8> = unescape(&alphabet.replace('\u{1}', "<").replace('\u{2}', ">")).into_bytes();
    let mut members = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at..] {
            [first, b'-', last, ..] if is_range(first, last) => {
                members.extend(first..=last);
                at += 3;
            }
            _ => {
                members.push(bytes[at]);
                at += 1;
            }
        }
    }
    members
}

fn is_range(first: u8, last: u8) -> bool {
    let same = |class: fn(&u8) -> bool| class(&first) && class(&last);
    first < last && (same(u8::is_ascii_digit) || same(u8::is_ascii_lowercase) || same(u8::is_ascii_uppercase))
}

fn draw(nodes: &[Node], rng: &mut Rng, value: &mut Vec<u8>) {
    for node in nodes {
        match node {
            Node::Text(text) => value.extend_from_slice(text.as_bytes()),
            Node::Set { alphabet, min, max } => {
                let len = count(*min, *max, rng);
                value.extend(rng.text(&alphabet.members(), len));
            }
            Node::Any(branches) => draw(&branches[rng.below(branches.len())], rng, value),
            Node::Repeat { nodes, min, max } => {
                (0..count(*min, *max, rng)).for_each(|_| draw(nodes, rng, value));
            }
        }
    }
}

fn count(min: usize, max: usize, rng: &mut Rng) -> usize {
    let max = if max == UNBOUNDED { min + OPEN_END } else { max };
    min + rng.below(max.saturating_sub(min) + 1)
}

/// Where `nodes` may end in `value` if they begin at one of `starts`.
fn ends(nodes: &[Node], value: &[u8], starts: BTreeSet<usize>) -> BTreeSet<usize> {
    nodes.iter().fold(starts, |starts, node| match node {
        Node::Text(text) => {
            let fits = |start: &usize| value[*start..].starts_with(text.as_bytes());
            starts.into_iter().filter(fits).map(|start| start + text.len()).collect()
        }
        Node::Set { alphabet, min, max } => {
            let run = |start: usize| value[start..].iter().take(*max).take_while(|byte| alphabet.has(**byte)).count();
            starts.into_iter().flat_map(|start| (*min..=run(start)).map(move |len| start + len)).collect()
        }
        Node::Any(branches) => branches.iter().flat_map(|branch| ends(branch, value, starts.clone())).collect(),
        Node::Repeat { nodes, min, max } => repeated(nodes, *min, *max, value, starts),
    })
}

fn repeated(nodes: &[Node], min: usize, max: usize, value: &[u8], starts: BTreeSet<usize>) -> BTreeSet<usize> {
    let (mut found, mut current) = (BTreeSet::new(), starts);
    // No more rounds than bytes can end anywhere new.
    for round in 0..=max.min(min.saturating_add(value.len())) {
        if round >= min {
            found.extend(&current);
        }
        current = ends(nodes, value, current);
        if current.is_empty() {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(notation: &str) -> String {
        String::from_utf8(Format::parse(notation).draw(&mut Rng::from_seed(notation))).unwrap()
    }

    #[test]
    fn alphabets_are_drawn_in_the_length_that_is_said() {
        let value = drawn("acme_<0-9a-f:32>-<sk | rk>");
        assert_eq!(value.len(), "acme_".len() + 32 + "-sk".len());
        assert!(value.starts_with("acme_") && (value.ends_with("-sk") || value.ends_with("-rk")));
        assert!((20..=40).contains(&drawn("<A-Z:20-40>").len()));
        assert!(drawn("<0-9:16->").len() >= 16);
    }

    #[test]
    fn groups_repeat_and_nest() {
        assert_eq!(drawn("<<a:1><b:2>. times 3>"), "abb.abb.abb.");
        assert!(["ab", "a"].contains(&drawn("a<optional b>").as_str()));
        assert!(["redis", "rediss"].contains(&drawn("redi<s times 1-2>").as_str()));
    }

    #[test]
    fn a_format_takes_what_it_can_draw_and_nothing_else() {
        for notation in
            ["acme_<0-9a-f:32>-<sk | rk>", "<<a:1><b:2>. times 3>", "a<optional b>c", "<x times 1->y", "<not q:4->"]
        {
            let format = Format::parse(notation);
            let value = format.draw(&mut Rng::from_seed(notation));
            assert!(format.takes(&value), "{notation}");
            assert!(!format.takes(&[&value[..], b"q"].concat()), "{notation}");
        }
        assert!(Format::parse("polar_<a-z:20-100>").takes(b"polar_abcdefghijklmnopqrstuvwxyz"));
        assert!(Format::parse("prefix-").takes(b"prefix-and-more"));
    }

    #[test]
    fn brackets_and_hyphens_may_be_members() {
        assert_eq!(members("./:;\u{1}=\u{2}?"), b"./:;<=>?");
        assert_eq!(members("0-9-_").len(), 12);
        assert!(drawn("<;<=>?:25-30>").bytes().all(|byte| b";<=>?".contains(&byte)));
        assert!(!drawn("<not a:60>").contains('a'));
    }
}
