//! Patterns → programs.
//!
//! The pattern is read by `regex-syntax`; whatever a `Program` cannot do
//! exactly is refused here, so that a program never means less than its text.

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

use crate::catalogue::MIN_CHUNK;
use crate::outside::SAMPLE;
use crate::placeholder::class;
use crate::program::{ByteSet, CHUNK, MAX_OPEN, UNBOUNDED, WORD};

/// The most operations a program may have.
const MAX_OPS: usize = 2000;

/// The longest that the shortest match may be, in bytes: fixed parts are written out.
const MAX_MIN_LEN: usize = 64 << 10;

/// The most alternatives that a fixed part may have.
const MAX_ANCHORS: usize = 40;

/// The largest offset at which a fixed part may stand.
const MAX_OFFSET: u32 = 200;

/// A program and what its index needs.
#[derive(Debug)]
pub struct Compiled {
    /// Operations, run from the first.
    pub ops: Vec<Op>,
    /// Bytes that may not stand just before a match.
    pub head: ByteSet,
    /// Bytes that may not stand just after a match.
    pub tail: ByteSet,
    /// Length of the shortest match, in bytes.
    pub min_len: u32,
    /// Length of the longest match, in bytes; [`UNBOUNDED`] for no limit.
    pub max_len: u32,
    /// Fixed parts, of which each token has one; empty if there is none.
    pub anchors: Vec<FixedPart>,
    /// Length of what all tokens begin with.
    pub public_prefix: usize,
    /// Kinds of character in repeats.
    pub classes: u8,
    /// Number of characters in repeats (least), and size of their alphabet.
    pub body: (u32, u32),
    /// Rank among overlapping matches.
    pub specificity: u16,
}

/// One operation; places are numbers of operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// These bytes.
    Literal(Vec<u8>),
    /// Between `min` and `max` bytes of `set`, as many as possible.
    Repeat {
        /// The bytes that count.
        set: ByteSet,
        /// Least number of bytes.
        min: u32,
        /// Largest number of bytes, or [`UNBOUNDED`].
        max: u32,
        /// Whether giving bytes back can never help.
        possessive: bool,
    },
    /// Go on with the next operation; if that fails, with this one.
    Split(u16),
    /// Go on with this operation.
    Jump(u16),
    /// The end of the pattern.
    Match,
}

/// A fixed part of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedPart {
    /// The part.
    pub bytes: Vec<u8>,
    /// Least number of [`CHUNK`] bytes in a row in which it stands, or with which
    /// it begins if the token does.
    pub need: u32,
    /// Least number of bytes before it.
    pub min_offset: u32,
    /// Largest number of bytes before it.
    pub max_offset: u32,
}

/// Compiles a pattern.
///
/// # Errors
/// If it is no regex or outside the subset; the message says what is wrong.
pub fn compile(pattern: &str) -> Result<Compiled, String> {
    let hir = regex_syntax::ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .build()
        .parse(pattern)
        .map_err(|error| error.to_string())?;
    let properties = hir.properties();
    let min_len = properties.minimum_len().ok_or("matches nothing")?;
    if min_len == 0 {
        return Err("can match the empty text".into());
    }
    if min_len > MAX_MIN_LEN {
        return Err(format!("matches only strings of {min_len} bytes or more, and no token is that long"));
    }
    let max_len = properties.maximum_len().and_then(|len| u32::try_from(len).ok()).unwrap_or(UNBOUNDED);
    let mut ops = Vec::new();
    emit(&hir, &mut ops)?;
    ops.push(Op::Match);
    make_possessive(&mut ops);
    check_limits(&ops)?;
    let anchors = anchors(&hir);
    // What has no fixed part must stand alone: parts of paths, of UUIDs and of
    // versions look the same.
    let joints = if anchors.is_empty() { &b"-./"[..] } else { b"" };
    Ok(Compiled {
        head: joints.iter().fold(head(&hir), |set, &byte| set.with_range(byte, byte)),
        tail: joints.iter().filter(|&&byte| byte != b'.').fold(tail(&hir), |set, &byte| set.with_range(byte, byte)),
        min_len: min_len as u32,
        max_len,
        public_prefix: common_prefix(&hir),
        classes: classes(&hir),
        body: body(&hir),
        specificity: specificity(&hir, &anchors),
        anchors,
        ops,
    })
}

/// Describes a regex as if it were a pattern: its fixed prefix, characters and rank. The program
/// only holds the prefix, because the engine runs the regex itself. What must stand around the
/// secret makes the regex more specific.
pub(super) fn outline(whole: &Hir, secret: &Hir) -> Compiled {
    let prefix = beginning(secret);
    let mut ops: Vec<Op> = prefix.chunks(255).map(|part| Op::Literal(part.to_vec())).collect();
    ops.push(Op::Match);
    let properties = secret.properties();
    let max_len = properties.maximum_len().and_then(|len| u32::try_from(len).ok()).unwrap_or(UNBOUNDED);
    Compiled {
        ops,
        head: ByteSet::EMPTY,
        tail: ByteSet::EMPTY,
        min_len: properties.minimum_len().and_then(|len| u32::try_from(len).ok()).unwrap_or(0),
        max_len,
        public_prefix: prefix.len(),
        classes: classes(secret),
        body: body(secret),
        specificity: specificity(whole, &anchors(whole)),
        anchors: Vec::new(),
    }
}

/// Returns the fixed prefix of every match.
pub(super) fn beginning(hir: &Hir) -> Vec<u8> {
    let first = prefixes(hir).into_iter().next().unwrap_or_default();
    first[..common_prefix(hir)].to_vec()
}

/// Whether every match of a regex holds a fixed string.
pub(super) fn has_anchors(regex: &Hir) -> bool {
    !anchors(regex).is_empty()
}

fn emit(hir: &Hir, ops: &mut Vec<Op>) -> Result<(), String> {
    if ops.len() > MAX_OPS {
        return Err(format!("needs more than {MAX_OPS} operations"));
    }
    match hir.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => ops.extend(literal.0.chunks(255).map(|part| Op::Literal(part.to_vec()))),
        HirKind::Class(class) => ops.push(repeat(set_of(class)?, 1, 1)),
        HirKind::Repetition(repetition) => emit_repetition(repetition, ops)?,
        HirKind::Capture(_) => return Err("capture groups are not supported: write `(?:…)`".into()),
        HirKind::Look(_) => {
            return Err("anchors and `\\b` are not supported: the engine checks boundaries itself".into())
        }
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| emit(part, ops))?,
        HirKind::Alternation(branches) => emit_alternation(branches, ops)?,
    }
    Ok(())
}

fn emit_repetition(repetition: &Repetition, ops: &mut Vec<Op>) -> Result<(), String> {
    if !repetition.greedy {
        return Err("lazy repeats have no use where a match must end at a boundary".into());
    }
    if let Some(set) = single(&repetition.sub) {
        ops.push(repeat(set, repetition.min, repetition.max.unwrap_or(UNBOUNDED)));
        return Ok(());
    }
    let max = repetition.max.ok_or("only a class may have an unbounded repeat")?;
    for _ in 0..repetition.min {
        emit(&repetition.sub, ops)?;
    }
    // `(x){2,4}` is `xx(?:x(?:x)?)?`: each further one is optional, and all
    // their ways out lead to the same place.
    let mut ways_out = Vec::new();
    for _ in repetition.min..max {
        ways_out.push(ops.len());
        ops.push(Op::Split(0));
        emit(&repetition.sub, ops)?;
    }
    for at in ways_out {
        ops[at] = Op::Split(index(ops.len())?);
    }
    Ok(())
}

fn emit_alternation(branches: &[Hir], ops: &mut Vec<Op>) -> Result<(), String> {
    let mut ways_out = Vec::new();
    let (last, others) = branches.split_last().ok_or("an alternation without branches")?;
    for branch in others {
        let split = ops.len();
        ops.push(Op::Split(0));
        emit(branch, ops)?;
        ways_out.push(ops.len());
        ops.push(Op::Jump(0));
        ops[split] = Op::Split(index(ops.len())?);
    }
    emit(last, ops)?;
    for at in ways_out {
        ops[at] = Op::Jump(index(ops.len())?);
    }
    Ok(())
}

fn index(at: usize) -> Result<u16, String> {
    u16::try_from(at).map_err(|_| "too long".into())
}

fn repeat(set: ByteSet, min: u32, max: u32) -> Op {
    Op::Repeat { set, min, max, possessive: min == max }
}

/// The set of a pattern that matches exactly one byte.
fn single(hir: &Hir) -> Option<ByteSet> {
    match hir.kind() {
        HirKind::Class(class) => set_of(class).ok(),
        HirKind::Literal(literal) if literal.0.len() == 1 => {
            Some(ByteSet::EMPTY.with_range(literal.0[0], literal.0[0]))
        }
        _ => None,
    }
}

fn set_of(class: &Class) -> Result<ByteSet, String> {
    let mut set = ByteSet::EMPTY;
    match class {
        Class::Bytes(bytes) => {
            for range in bytes.ranges() {
                set = set.with_range(range.start(), range.end());
            }
        }
        Class::Unicode(chars) => {
            for range in chars.ranges() {
                let last = u8::try_from(range.end()).ok().filter(u8::is_ascii);
                let last = last.ok_or("a token can contain only ASCII")?;
                set = set.with_range(range.start() as u8, last);
            }
        }
    }
    Ok(set)
}

/// Marks repeats that need not give anything back, because what may follow
/// cannot begin with one of their bytes.
fn make_possessive(ops: &mut [Op]) {
    for at in 0..ops.len() {
        if !matches!(ops[at], Op::Repeat { .. }) {
            continue;
        }
        let next = first_set(ops, at + 1);
        if let Op::Repeat { set, possessive, .. } = &mut ops[at] {
            *possessive |= next.is_some_and(|next| next.is_disjoint(*set));
        }
    }
}

/// Bytes with which what is at `at` can begin; `None` if it can be the end.
fn first_set(ops: &[Op], at: usize) -> Option<ByteSet> {
    match &ops[at] {
        Op::Literal(bytes) => Some(ByteSet::of(&bytes[..1])),
        Op::Repeat { set, min: 0, .. } => Some(set.union(first_set(ops, at + 1)?)),
        Op::Repeat { set, .. } => Some(*set),
        Op::Split(other) => Some(first_set(ops, at + 1)?.union(first_set(ops, (*other).into())?)),
        Op::Jump(to) => first_set(ops, (*to).into()),
        Op::Match => None,
    }
}

/// Refuses programs that could leave too much open at once.
fn check_limits(ops: &[Op]) -> Result<(), String> {
    let open = ops.iter().filter(|op| matches!(op, Op::Split(_) | Op::Repeat { possessive: false, .. }));
    if open.count() >= MAX_OPEN {
        return Err(format!("leaves more than {MAX_OPEN} alternatives open"));
    }
    let endless =
        ops.iter().filter(|op| matches!(op, Op::Repeat { possessive: false, max, min, .. } if *max > min + 64));
    if endless.count() > 2 {
        return Err("has more than two wide repeats that overlap with what follows".into());
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq)]
enum Edge {
    First,
    Last,
}

/// Bytes with which a match can begin or end, as far as a class gives them: a
/// literal there is fixed and takes nothing in.
fn edge(hir: &Hir, which: Edge) -> ByteSet {
    match hir.kind() {
        HirKind::Class(class) => set_of(class).unwrap_or(ByteSet::EMPTY),
        HirKind::Repetition(repetition) => edge(&repetition.sub, which),
        HirKind::Concat(parts) if which == Edge::First => edge_of(parts.iter(), which),
        HirKind::Concat(parts) => edge_of(parts.iter().rev(), which),
        HirKind::Alternation(branches) => {
            branches.iter().fold(ByteSet::EMPTY, |set, branch| set.union(edge(branch, which)))
        }
        _ => ByteSet::EMPTY,
    }
}

fn edge_of<'a>(parts: impl Iterator<Item = &'a Hir>, which: Edge) -> ByteSet {
    let mut set = ByteSet::EMPTY;
    for part in parts {
        set = set.union(edge(part, which));
        if part.properties().minimum_len() != Some(0) {
            break;
        }
    }
    set
}

/// Bytes that may not come before: those that would be part of the token.
///
/// What separates a name from its value does, even where the first class takes
/// it in.
fn head(hir: &Hir) -> ByteSet {
    match first_part(hir).kind() {
        // Before `-----BEGIN` anything may stand.
        HirKind::Literal(literal) if !WORD.contains(literal.0[0]) => ByteSet::EMPTY,
        _ => WORD.union(edge(hir, Edge::First)).without(ByteSet::of(b" \t\r\n\"'`=:,;\\")),
    }
}

/// Bytes that may not follow: those that would continue the token.
///
/// White space, quotes, closing brackets and the backslash end a token even where
/// the last class takes them in, as those of a key block or a password do.
fn tail(hir: &Hir) -> ByteSet {
    match last_part(hir).kind() {
        // After `-----` nothing could continue the token.
        HirKind::Literal(literal) if literal.0.last().is_some_and(|&byte| !WORD.contains(byte)) => ByteSet::EMPTY,
        HirKind::Literal(_) => WORD,
        _ => {
            let mut set = WORD.union(edge(hir, Edge::Last));
            if set.contains(b'+') || set.contains(b'/') {
                set = set.with_range(b'=', b'=');
            }
            set.without(ByteSet::of(b" \t\r\n\"'`\\)]}>"))
        }
    }
}

fn first_part(hir: &Hir) -> &Hir {
    match hir.kind() {
        HirKind::Concat(parts) => parts.first().map_or(hir, first_part),
        _ => hir,
    }
}

fn last_part(hir: &Hir) -> &Hir {
    match hir.kind() {
        HirKind::Concat(parts) => parts.last().map_or(hir, last_part),
        _ => hir,
    }
}

/// Kinds of character in the pattern's classes.
fn classes(hir: &Hir) -> u8 {
    match hir.kind() {
        HirKind::Class(class) => {
            let set = set_of(class).unwrap_or(ByteSet::EMPTY);
            (0..128).filter(|&byte| set.contains(byte)).fold(0, |kinds, byte| kinds | class::of(byte))
        }
        HirKind::Repetition(repetition) => classes(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().fold(0, |kinds, part| kinds | classes(part)),
        HirKind::Alternation(branches) => {
            let all = branches.iter().fold(0, |kinds, branch| kinds | classes(branch));
            let is_wide = branches.iter().all(|branch| classes(branch) & class::WIDE != 0);
            // One branch of hex digits makes a token of hex digits possible.
            if is_wide {
                all
            } else {
                all & !class::WIDE
            }
        }
        _ => 0,
    }
}

/// Least number of characters that classes give, and the size of the largest
/// alphabet among them.
fn body(hir: &Hir) -> (u32, u32) {
    match hir.kind() {
        HirKind::Class(class) => (1, set_of(class).map_or(0, ByteSet::len)),
        HirKind::Repetition(repetition) => {
            let (len, alphabet) = body(&repetition.sub);
            (len.saturating_mul(repetition.min), alphabet)
        }
        HirKind::Concat(parts) => {
            parts.iter().map(body).fold((0, 0), |(len, size), (l, s)| (len.saturating_add(l), size.max(s)))
        }
        HirKind::Alternation(branches) => {
            branches.iter().map(body).fold((u32::MAX, 0), |(len, size), (l, s)| (len.min(l), size.max(s)))
        }
        _ => (0, 0),
    }
}

/// Length of the text that all tokens begin with.
fn common_prefix(hir: &Hir) -> usize {
    let literals = prefixes(hir);
    let Some(first) = literals.first() else { return 0 };
    let common = |other: &Vec<u8>| first.iter().zip(other).take_while(|(a, b)| a == b).count();
    literals.iter().map(common).min().unwrap_or(0)
}

/// The texts with which a match can begin, as far as they are fixed; one of
/// them may be empty.
fn prefixes(hir: &Hir) -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new()];
    extend(hir, &mut all);
    all
}

/// Appends what `hir` can be to each of `all`; false if it is not fixed or
/// there would be too many.
fn extend(hir: &Hir, all: &mut Vec<Vec<u8>>) -> bool {
    match hir.kind() {
        HirKind::Empty => true,
        HirKind::Literal(literal) => {
            all.iter_mut().for_each(|text| text.extend_from_slice(&literal.0));
            true
        }
        HirKind::Class(class) => match set_of(class) {
            // A class of a few bytes is an alternation of letters.
            Ok(set) if set.len() <= 4 && all.len() * set.len() as usize <= MAX_ANCHORS => {
                let members: Vec<u8> = (0..=255).filter(|&byte| set.contains(byte)).collect();
                *all = all.iter().flat_map(|text| members.iter().map(move |&m| with(text, &[m]))).collect();
                true
            }
            _ => false,
        },
        HirKind::Repetition(Repetition { min: 0, max: Some(1), sub, .. }) => {
            let mut taken = all.clone();
            let whole = extend(sub, &mut taken);
            all.append(&mut taken);
            whole && all.len() <= MAX_ANCHORS
        }
        HirKind::Repetition(repetition) if Some(repetition.min) == repetition.max => {
            (0..repetition.min).all(|_| extend(&repetition.sub, all))
        }
        HirKind::Concat(parts) => parts.iter().all(|part| extend(part, all)),
        HirKind::Alternation(branches) => extend_any(branches, all),
        _ => false,
    }
}

fn extend_any(branches: &[Hir], all: &mut Vec<Vec<u8>>) -> bool {
    let mut whole = true;
    let mut result = Vec::new();
    for branch in branches {
        let mut texts = all.clone();
        whole &= extend(branch, &mut texts);
        result.append(&mut texts);
        // Thousands of branches may follow.
        if result.len() > MAX_ANCHORS {
            return false;
        }
    }
    *all = result;
    whole
}

fn with(text: &[u8], more: &[u8]) -> Vec<u8> {
    let mut text = text.to_vec();
    text.extend_from_slice(more);
    text
}

/// Fixed parts, of which every token has one: the prefix if that is long
/// enough, otherwise the longest fixed part at a known distance.
fn anchors(hir: &Hir) -> Vec<FixedPart> {
    let parts = match hir.kind() {
        HirKind::Concat(parts) => &parts[..],
        _ => std::slice::from_ref(hir),
    };
    let mut best: Vec<FixedPart> = Vec::new();
    let (mut min, mut max) = (0, Some(0));
    for at in 0..parts.len() {
        let Some(offset) = max.filter(|&max| max <= MAX_OFFSET) else { break };
        let rest = Hir::concat(parts[at..].to_vec());
        let texts = prefixes(&rest);
        let len = |texts: &[FixedPart]| texts.iter().map(|part| part.bytes.len()).min().unwrap_or(0);
        let shortest = texts.iter().map(Vec::len).min().unwrap_or(0);
        // A prefix is worth more than a part inside: it is tried once.
        let is_better = if at == 0 { shortest >= 2 } else { shortest >= 2 && len(&best) < 3 && shortest > len(&best) };
        if is_better {
            // In front of it the same chunk may begin.
            let before = lead(&Hir::concat(parts[..at].to_vec()));
            let need = if before.1 { lead(hir).0 } else { lead(&rest).0 };
            best = texts
                .into_iter()
                .map(|bytes| FixedPart { need: need.max(leading(&bytes)), bytes, min_offset: min, max_offset: offset })
                .collect();
        }
        let properties = parts[at].properties();
        min += properties.minimum_len().unwrap_or(0) as u32;
        max = max.zip(properties.maximum_len()).map(|(sum, len)| sum + len as u32);
    }
    best.iter_mut().for_each(|part| part.bytes.truncate(12));
    best.sort_by(|a, b| a.bytes.cmp(&b.bytes));
    // `sk_` makes `sk_live_` needless.
    best.dedup_by(|longer, shorter| longer.bytes.starts_with(&shorter.bytes));
    // In all of a text two bytes are too many.
    if best.iter().any(|part| !part.is_inside() && part.bytes.len() < SAMPLE) {
        best.clear();
    }
    best
}

impl FixedPart {
    /// Whether it always stands in a chunk that the search looks at.
    pub(super) fn is_inside(&self) -> bool {
        self.need >= MIN_CHUNK && CHUNK.contains(self.bytes[0])
    }
}

/// Number of [`CHUNK`] bytes at the start of a text.
fn leading(text: &[u8]) -> u32 {
    text.iter().take_while(|&&byte| CHUNK.contains(byte)).count() as u32
}

/// Least number of [`CHUNK`] bytes with which a match begins, and whether a
/// match has no other bytes.
fn lead(hir: &Hir) -> (u32, bool) {
    match hir.kind() {
        HirKind::Empty => (0, true),
        HirKind::Literal(literal) => {
            let len = leading(&literal.0);
            (len, len as usize == literal.0.len())
        }
        HirKind::Class(class) => {
            let is_inside = set_of(class).is_ok_and(|set| set.union(CHUNK) == CHUNK);
            (u32::from(is_inside), is_inside)
        }
        HirKind::Repetition(repetition) => {
            let (len, is_inside) = lead(&repetition.sub);
            let len = if is_inside { len * repetition.min } else { len * repetition.min.min(1) };
            (len, is_inside)
        }
        HirKind::Concat(parts) => {
            let mut sum = 0;
            for part in parts {
                let (len, is_inside) = lead(part);
                sum += len;
                if !is_inside {
                    return (sum, false);
                }
            }
            (sum, true)
        }
        HirKind::Alternation(branches) => branches
            .iter()
            .map(lead)
            .fold((u32::MAX, true), |(least, all), (len, is_inside)| (least.min(len), all && is_inside)),
        HirKind::Capture(_) | HirKind::Look(_) => (0, false),
    }
}

/// More fixed bytes and smaller alphabets make a pattern more specific.
fn specificity(hir: &Hir, anchors: &[FixedPart]) -> u16 {
    let fixed = anchors.iter().map(|part| part.bytes.len()).min().unwrap_or(0) as f64;
    fn bits(hir: &Hir) -> f64 {
        match hir.kind() {
            HirKind::Literal(literal) => 8.0 * literal.0.len() as f64,
            HirKind::Class(class) => 8.0 - f64::from(set_of(class).map_or(256, ByteSet::len)).log2(),
            HirKind::Repetition(r) => bits(&r.sub) * f64::from(r.min.min(64)),
            HirKind::Concat(parts) => parts.iter().map(bits).sum(),
            HirKind::Alternation(branches) => branches.iter().map(bits).fold(f64::MAX, f64::min),
            _ => 0.0,
        }
    }
    (fixed * 64.0 + bits(hir)).min(f64::from(u16::MAX)) as u16
}
