//! Compiled detectors → the table that a [`Catalogue`](crate::Catalogue) reads.
//!
//! The layout is that of [`Section`]; numbers are little-endian.

use std::collections::HashMap;

use super::build::Draft;
use super::compile::{Compiled, FixedPart, Op};
use crate::catalogue::{triple, Section, MIN_CHUNK, PAIR_BITS, SECTIONS, TRIPLE_BITS};
use crate::outside::{keys, SAMPLE};
use crate::program::{code, ByteSet, TOKEN, UNBOUNDED};
use crate::segment::{self, SEGMENT};
use crate::validator::Validator;

/// A table and its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Everything but the texts.
    pub bytes: Vec<u8>,
    /// The texts, a line each.
    pub text: String,
}

/// Writes the table of these detectors, which are sorted by id.
pub(super) fn write(drafts: &[Draft]) -> Result<Table, String> {
    let mut writer = Writer::default();
    let programs = drafts.iter().map(|draft| writer.program(&draft.compiled)).collect::<Result<Vec<u16>, _>>()?;
    for (draft, program) in drafts.iter().zip(&programs) {
        writer.detector(draft, *program)?;
    }
    let (inside, outside): (Vec<_>, Vec<_>) = anchors(drafts)?.into_iter().partition(|(part, _)| part.is_inside());
    let (prefixes, inner): (Vec<_>, Vec<_>) = inside.into_iter().partition(|(part, _)| part.max_offset == 0);
    writer.anchors(&prefixes, Section::Prefixes, Section::PrefixPairs)?;
    writer.put(Section::PrefixTriples, &triples(&prefixes));
    writer.anchors(&inner, Section::Inner, Section::InnerPairs)?;
    writer.anchors(&outside, Section::Outside, Section::OutsidePairs)?;
    writer.put(Section::OutsideSamples, &samples(&outside));
    let shapes = Shapes::of(drafts);
    writer.shapes(&shapes, drafts, &programs)?;
    let least = |parts: &[(FixedPart, u16)]| parts.iter().map(|(part, _)| part.need).min().unwrap_or(UNBOUNDED);
    let min_shape = shapes.plain.iter().chain(&shapes.mixed).map(|shape| shape.min_len).min().unwrap_or(UNBOUNDED);
    let min_len = drafts.iter().map(|draft| draft.compiled.min_len).min().unwrap_or(UNBOUNDED);
    let numbers = [
        min_len,
        least(&prefixes).min(least(&inner)).min(min_shape),
        least(&inner),
        shapes.plain.len() as u32,
        shapes.mixed.len() as u32,
        shapes.loose.len() as u32,
    ];
    numbers.iter().for_each(|number| writer.put(Section::Numbers, &number.to_le_bytes()));
    Ok(writer.finish())
}

#[derive(Default)]
struct Writer {
    sections: [Vec<u8>; SECTIONS],
    text: String,
    texts: HashMap<String, u32>,
    sets: HashMap<[u64; 4], u16>,
    programs: HashMap<Vec<u8>, u16>,
}

impl Writer {
    fn put(&mut self, section: Section, bytes: &[u8]) {
        self.sections[section as usize].extend_from_slice(bytes);
    }

    fn put_u16(&mut self, section: Section, number: usize) -> Result<(), String> {
        self.put(section, &short(number)?.to_le_bytes());
        Ok(())
    }

    fn len(&self, section: Section) -> usize {
        self.sections[section as usize].len()
    }

    /// The header and all sections.
    fn finish(self) -> Table {
        let mut bytes = Vec::new();
        let mut from = SECTIONS * 8;
        for section in &self.sections {
            bytes.extend_from_slice(&(from as u32).to_le_bytes());
            bytes.extend_from_slice(&(section.len() as u32).to_le_bytes());
            from += section.len();
        }
        bytes.extend(self.sections.into_iter().flatten());
        Table { bytes, text: self.text }
    }

    fn set(&mut self, set: ByteSet) -> Result<u16, String> {
        if let Some(&number) = self.sets.get(&set.0) {
            return Ok(number);
        }
        let number = short(self.sets.len())?;
        self.sets.insert(set.0, number);
        self.put(Section::Sets, &set.to_bytes());
        Ok(number)
    }

    /// The number of a program; equal ones are one.
    fn program(&mut self, compiled: &Compiled) -> Result<u16, String> {
        let code = self.code(&compiled.ops)?;
        let mut bounds = self.set(compiled.head)?.to_le_bytes().to_vec();
        bounds.extend(self.set(compiled.tail)?.to_le_bytes());
        bounds.extend(compiled.min_len.to_le_bytes());
        bounds.extend(compiled.max_len.to_le_bytes());
        let key = [&code[..], &bounds].concat();
        if let Some(&number) = self.programs.get(&key) {
            return Ok(number);
        }
        let number = short(self.programs.len())?;
        self.programs.insert(key, number);
        let from = self.len(Section::Code) as u32;
        self.put(Section::Code, &code);
        self.put(Section::Programs, &from.to_le_bytes());
        self.put(Section::Programs, &bounds);
        Ok(number)
    }

    fn code(&mut self, ops: &[Op]) -> Result<Vec<u8>, String> {
        let offsets = offsets(ops);
        let mut bytes = Vec::new();
        for op in ops {
            match op {
                Op::Literal(text) => {
                    bytes.extend([code::LITERAL, text.len() as u8]);
                    bytes.extend(text);
                }
                Op::Repeat { set, min, max, possessive } => {
                    bytes.push(if *possessive { code::POSSESSIVE } else { code::REPEAT });
                    bytes.extend(self.set(*set)?.to_le_bytes());
                    bytes.extend(count(*min)?.to_le_bytes());
                    let max = if *max == UNBOUNDED { code::ENDLESS } else { count(*max)? };
                    bytes.extend(max.to_le_bytes());
                }
                Op::Split(to) | Op::Jump(to) => {
                    bytes.push(if matches!(op, Op::Split(_)) { code::SPLIT } else { code::JUMP });
                    bytes.extend(short(offsets[usize::from(*to)])?.to_le_bytes());
                }
                Op::Match => bytes.push(code::MATCH),
            }
        }
        Ok(bytes)
    }

    fn text(&mut self, section: Section, text: &str) -> Result<(), String> {
        let from = match self.texts.get(text) {
            Some(&from) => from,
            None => {
                let from = self.text.len() as u32;
                self.text.push_str(text);
                // Whoever looks at a change of the file sees lines.
                self.text.push('\n');
                self.texts.insert(text.to_owned(), from);
                from
            }
        };
        self.put(section, &from.to_le_bytes());
        self.put_u16(section, text.len())
    }

    fn detector(&mut self, draft: &Draft, program: u16) -> Result<(), String> {
        let (source, section) = (&draft.source, Section::Detectors);
        let (context, kind) = (source.context.join(" "), source.kind.join(" "));
        for text in [&source.id, &draft.provider, &source.title, &source.env, &context, &kind] {
            self.text(section, text)?;
        }
        self.put_u16(section, program.into())?;
        self.put_u16(section, draft.compiled.specificity.into())?;
        let validator = Validator::ALL.iter().position(|validator| *validator == draft.validator);
        let numbers = [
            draft.tier as u8,
            draft.severity as u8,
            draft.confidence as u8,
            draft.compiled.public_prefix.min(255) as u8,
            validator.unwrap_or_default() as u8,
            draft.compiled.classes,
            draft.min_entropy,
        ];
        self.put(section, &numbers);
        Ok(())
    }

    fn anchor(&mut self, part: &FixedPart, detector: u16, section: Section) -> Result<(), String> {
        let from = self.len(Section::AnchorBytes) as u32;
        self.put(Section::AnchorBytes, &part.bytes);
        self.put(section, &from.to_le_bytes());
        for number in [part.bytes.len(), part.need as usize, part.min_offset as usize, part.max_offset as usize] {
            self.put_u16(section, number)?;
        }
        self.put_u16(section, detector.into())
    }

    /// Sorted anchors and their index by the first two bytes.
    fn anchors(&mut self, anchors: &[(FixedPart, u16)], section: Section, pairs: Section) -> Result<(), String> {
        let mut bits = vec![0u8; PAIR_BITS];
        let mut buckets: Vec<u16> = Vec::new();
        let mut last = None;
        for (number, (part, detector)) in anchors.iter().enumerate() {
            self.anchor(part, *detector, section)?;
            let key = usize::from(part.bytes[0]) << 8 | usize::from(part.bytes[1]);
            if last.replace(key) != Some(key) {
                bits[key >> 3] |= 1 << (key & 7);
                buckets.push(short(number)?);
            }
        }
        buckets.push(short(anchors.len())?);
        self.put(pairs, &bits);
        let mut before = 0;
        for word in bits.chunks_exact(8) {
            self.put_u16(pairs, before)?;
            before += word.iter().map(|byte| byte.count_ones() as usize).sum::<usize>();
        }
        buckets.iter().try_for_each(|&bucket| self.put_u16(pairs, bucket.into()))
    }

    fn shapes(&mut self, shapes: &Shapes, drafts: &[Draft], programs: &[u16]) -> Result<(), String> {
        for shape in shapes.plain.iter().chain(&shapes.mixed).chain(&shapes.loose) {
            let first = self.len(Section::Members) / 2;
            self.put(Section::Shapes, &programs[usize::from(shape.members[0])].to_le_bytes());
            self.put_u16(Section::Shapes, first)?;
            self.put_u16(Section::Shapes, shape.members.len())?;
            for len in [shape.min_len, shape.max_segment] {
                self.put_u16(Section::Shapes, len.min(u16::MAX.into()) as usize)?;
            }
            let members = || shape.members.iter().map(|&member| &drafts[usize::from(member)].source);
            let is_free = members().any(|source| source.context.is_empty());
            let is_named = members().all(|source| !source.context.is_empty() && !source.kind.is_empty());
            let flags = [is_free, is_named, shape.is_spaced].map(u8::from);
            self.put(Section::Shapes, &[&[shape.classes, shape.needed][..], &flags].concat());
            shape.members.iter().for_each(|member| self.put(Section::Members, &member.to_le_bytes()));
        }
        Ok(())
    }
}

/// What the search looks for in all of a text: see [`Section::OutsideSamples`].
fn samples(anchors: &[(FixedPart, u16)]) -> Vec<u8> {
    let samples: Vec<(usize, &[u8])> = anchors.iter().map(|(part, _)| rarest(&part.bytes)).collect();
    let reach = samples.iter().map(|(at, _)| *at as u8).max().unwrap_or(0);
    let mut keys: Vec<[u8; 2]> = samples.iter().map(|(_, bytes)| keys(bytes[0], bytes[1], bytes[2])).collect();
    keys.sort_unstable();
    keys.dedup();
    std::iter::once(reach).chain(keys.concat()).collect()
}

/// The bytes of an anchor that texts hold least often, and their place.
fn rarest(anchor: &[u8]) -> (usize, &[u8]) {
    /// Bytes from the most frequent on, as in English and code.
    const FREQUENT: &[u8] = b" etaoinsrhldcumfpgwybvk\"-=:";
    let rank = |byte: &u8| FREQUENT.iter().position(|known| *known == byte.to_ascii_lowercase());
    let rareness = |bytes: &[u8]| bytes.iter().map(|byte| rank(byte).unwrap_or(FREQUENT.len())).sum::<usize>();
    let samples = anchor.windows(SAMPLE).enumerate();
    samples.max_by_key(|(at, bytes)| (rareness(bytes), std::cmp::Reverse(*at))).unwrap_or((0, anchor))
}

/// The bits of the three bytes that each prefix may begin with.
fn triples(prefixes: &[(FixedPart, u16)]) -> Vec<u8> {
    let mut bits = vec![0u8; TRIPLE_BITS];
    for (part, _) in prefixes {
        let thirds = part.bytes.get(2).map_or(0..=u8::MAX, |&third| third..=third);
        for key in thirds.map(|third| triple(part.bytes[0], part.bytes[1], third)) {
            bits[key >> 3] |= 1 << (key & 7);
        }
    }
    bits
}

/// Where the code of each operation begins.
fn offsets(ops: &[Op]) -> Vec<usize> {
    let len = |op: &Op| match op {
        Op::Literal(bytes) => 2 + bytes.len(),
        Op::Repeat { .. } => 7,
        Op::Split(_) | Op::Jump(_) => 3,
        Op::Match => 1,
    };
    let next = |at: &mut usize, op: &Op| Some(std::mem::replace(at, *at + len(op)));
    ops.iter().scan(0, next).collect()
}

fn short(number: usize) -> Result<u16, String> {
    u16::try_from(number).map_err(|_| format!("the table cannot hold a number as large as {number}"))
}

/// A number of repeats.
fn count(number: u32) -> Result<u16, String> {
    let fits = u16::try_from(number).ok().filter(|&number| number < code::ENDLESS);
    fits.ok_or_else(|| format!("a repeat of {number} is longer than 65,534"))
}

/// All anchors with the detector of each, sorted.
fn anchors(drafts: &[Draft]) -> Result<Vec<(FixedPart, u16)>, String> {
    let mut anchors = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        let number = short(number)?;
        anchors.extend(draft.compiled.anchors.iter().map(|part| (part.clone(), number)));
    }
    anchors.sort_by(|(a, m), (b, n)| (&a.bytes, m).cmp(&(&b.bytes, n)));
    Ok(anchors)
}

/// Bytes that are seen.
const GRAPHIC: ByteSet = ByteSet::EMPTY.with_range(b'!', b'~');

/// A shape without a fixed part, and the detectors that have it.
struct Shape {
    min_len: u32,
    /// Length of the longest segment that a token can begin with.
    max_segment: u32,
    /// Classes of bytes that such a segment may have, and those that it must have.
    classes: u8,
    needed: u8,
    is_spaced: bool,
    members: Vec<u16>,
}

impl Shape {
    fn new(compiled: &Compiled, members: Vec<u16>) -> Shape {
        let Compiled { ops, min_len, max_len, tail, .. } = compiled;
        let bytes = bytes_of(ops);
        let is_spaced = !bytes.without(GRAPHIC).is_empty();
        if !SEGMENT.without(*tail).is_empty() {
            // A token may end before the segment does.
            let (max_segment, classes) = (UNBOUNDED, u8::MAX);
            return Shape { min_len: *min_len, max_segment, classes, needed: 0, is_spaced, members };
        }
        let needed = if bytes.without(SEGMENT).is_empty() { needed(ops) } else { 0 };
        let classes = segment::classes(bytes);
        Shape { min_len: *min_len, max_segment: *max_len, classes, needed, is_spaced, members }
    }
}

/// Shapes of each sort, by the length of their shortest token.
#[derive(Default)]
struct Shapes {
    plain: Vec<Shape>,
    mixed: Vec<Shape>,
    loose: Vec<Shape>,
}

impl Shapes {
    fn of(drafts: &[Draft]) -> Shapes {
        let mut groups: Vec<(&Draft, Vec<u16>)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| is_shape(draft)) {
            let group = *known.entry(&draft.source.pattern).or_insert(groups.len());
            if group == groups.len() {
                groups.push((draft, Vec::new()));
            }
            groups[group].1.push(at as u16);
        }
        groups.sort_by_key(|(draft, _)| (draft.compiled.min_len, &draft.source.pattern));
        let mut shapes = Shapes::default();
        for (draft, members) in groups {
            let bytes = bytes_of(&draft.compiled.ops);
            let list = if draft.compiled.min_len < MIN_CHUNK || !bytes.without(TOKEN).is_empty() {
                // Any word of a text may be as long as a short one: where a value begins must do.
                &mut shapes.loose
            } else if bytes.without(SEGMENT).is_empty() {
                &mut shapes.plain
            } else {
                &mut shapes.mixed
            };
            list.push(Shape::new(&draft.compiled, members));
        }
        shapes
    }
}

/// Whether tokens of a detector are told by their shape: it has a pattern without a fixed
/// part. What a regex finds no table has to find.
fn is_shape(draft: &Draft) -> bool {
    draft.compiled.anchors.is_empty() && draft.source.regex.is_none()
}

/// Classes of which every token has a byte, because the pattern spells it out.
fn needed(ops: &[Op]) -> u8 {
    let literal = |op: &Op| match op {
        Op::Literal(bytes) => Some(ByteSet::of(bytes)),
        Op::Repeat { .. } | Op::Match => Some(ByteSet::EMPTY),
        Op::Split(_) | Op::Jump(_) => None,
    };
    let literals = ops.iter().try_fold(ByteSet::EMPTY, |all, op| Some(all.union(literal(op)?)));
    literals.map_or(0, segment::classes)
}

fn bytes_of(ops: &[Op]) -> ByteSet {
    ops.iter().fold(ByteSet::EMPTY, |set, op| match op {
        Op::Literal(bytes) => set.union(ByteSet::of(bytes)),
        Op::Repeat { set: more, .. } => set.union(*more),
        _ => set,
    })
}
