//! Files → a catalogue with its index.

use super::compile::{self, Compiled};
use super::schema::{self, File};
use crate::catalogue::{Anchor, Catalogue, Shape};
use crate::detector::{Confidence, Detector, Severity, Tier};
use crate::program::{ByteSet, Op, Program, TOKEN, WORD};
use crate::validator::Validator;

/// A detector while the index is built.
struct Draft {
    pattern: String,
    compiled: Compiled,
    detector: Detector,
}

/// Builds the catalogue of these files; it lives for the rest of the process.
///
/// # Errors
/// One message a detector that cannot be compiled.
pub fn build(files: &[File]) -> Result<Catalogue, Vec<String>> {
    let mut drafts = Vec::new();
    let mut errors = Vec::new();
    for file in files {
        for detector in &file.detectors {
            match draft(&file.provider.id, detector) {
                Ok(draft) => drafts.push(draft),
                Err(error) => errors.push(format!("{}: {error}", detector.id)),
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    drafts.sort_by_key(|draft| draft.detector.id);
    Ok(index(drafts))
}

fn draft(provider: &str, source: &schema::Detector) -> Result<Draft, String> {
    let compiled = compile::compile(&source.pattern)?;
    let tier = tier(source);
    if tier == Tier::Structured && compiled.anchors.is_empty() {
        return Err("has no fixed part of two bytes or more, so it needs a `context`".into());
    }
    let validator = match &source.validator {
        None => Validator::None,
        Some(name) => Validator::from_name(name).ok_or_else(|| format!("no validator `{name}`"))?,
    };
    let named = |value: Option<_>, name: &str| value.ok_or_else(|| format!("unknown value `{name}`"));
    let detector = Detector {
        id: leak_str(&source.id),
        provider: leak_str(provider),
        title: leak_str(&source.title),
        env: leak_str(&source.env),
        tier,
        severity: named_severity(&source.severity)?,
        confidence: named(Confidence::from_name(&source.confidence), &source.confidence)?,
        program: compiled.program,
        public_prefix: compiled.public_prefix.min(255) as u8,
        context: leak_words(&source.context),
        kind: leak_words(&source.kind),
        validator,
        classes: compiled.classes,
        min_entropy: source.min_entropy.map_or_else(|| default_entropy(compiled.body), tenths),
        specificity: compiled.specificity,
    };
    Ok(Draft { pattern: source.pattern.clone(), compiled, detector })
}

fn tier(source: &schema::Detector) -> Tier {
    if source.component {
        Tier::Component
    } else if source.context.is_empty() {
        Tier::Structured
    } else {
        Tier::Contextual
    }
}

fn named_severity(name: &str) -> Result<Severity, String> {
    Severity::from_name(name).ok_or_else(|| format!("unknown severity `{name}`"))
}

fn tenths(bits: f64) -> u8 {
    (bits * 10.0).round().clamp(0.0, 80.0) as u8
}

/// Least entropy of a random body of `len` characters out of `alphabet`, less
/// a margin that one in a million draws would need.
fn default_entropy((len, alphabet): (u32, u32)) -> u8 {
    let most = f64::from(len.min(alphabet).max(1)).log2();
    tenths(most * 0.66)
}

fn leak_str(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn leak_words(words: &[String]) -> &'static [&'static str] {
    Box::leak(words.iter().map(|word| leak_str(word)).collect())
}

fn index(drafts: Vec<Draft>) -> Catalogue {
    let anchors = anchors(&drafts);
    let (all_shapes, loose_shapes) = shapes(&drafts);
    let min_shape_len = all_shapes.first().map_or(u32::MAX, |shape| shape.program.min_len);
    let (words, shapes): (Vec<Shape>, Vec<Shape>) = all_shapes.into_iter().partition(|shape| is_word(&shape.program));
    let min_len = drafts.iter().map(|draft| draft.detector.program.min_len).min().unwrap_or(0);
    let (bigrams, ranks, buckets) = bigrams(&anchors);
    Catalogue {
        detectors: Box::leak(drafts.into_iter().map(|draft| draft.detector).collect()),
        anchors: Box::leak(anchors.into_boxed_slice()),
        bigrams: Box::leak(bigrams),
        ranks: Box::leak(ranks),
        buckets: Box::leak(buckets.into_boxed_slice()),
        word_shapes: by_length(&words),
        shapes: Box::leak(shapes.into_boxed_slice()),
        min_shape_len,
        loose_shapes: Box::leak(loose_shapes.into_boxed_slice()),
        min_len,
    }
}

fn anchors(drafts: &[Draft]) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        for part in &draft.compiled.anchors {
            anchors.push(Anchor {
                bytes: Box::leak(part.bytes.clone().into_boxed_slice()),
                min_offset: part.min_offset as u16,
                max_offset: part.max_offset as u16,
                detector: at as u16,
            });
        }
    }
    anchors.sort_by(|a, b| (a.bytes, a.detector).cmp(&(b.bytes, b.detector)));
    anchors
}

/// The index of sorted anchors by their first two bytes.
fn bigrams(anchors: &[Anchor]) -> (Box<[u64; 1024]>, Box<[u16; 1024]>, Vec<u16>) {
    let mut bigrams = Box::new([0u64; 1024]);
    let mut ranks = Box::new([0u16; 1024]);
    let mut buckets = Vec::new();
    let mut last = None;
    for (at, anchor) in anchors.iter().enumerate() {
        let key = usize::from(anchor.bytes[0]) << 8 | usize::from(anchor.bytes[1]);
        if last != Some(key) {
            bigrams[key >> 6] |= 1 << (key & 63);
            buckets.push(at as u16);
            last = Some(key);
        }
    }
    buckets.push(anchors.len() as u16);
    for word in 1..ranks.len() {
        ranks[word] = ranks[word - 1] + bigrams[word - 1].count_ones() as u16;
    }
    (bigrams, ranks, buckets)
}

/// Shapes sorted by the length of their shortest token, and the loose ones.
fn shapes(drafts: &[Draft]) -> (Vec<Shape>, Vec<Shape>) {
    let mut groups: Vec<(&str, &Draft, Vec<u16>)> = Vec::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.compiled.anchors.is_empty()) {
        match groups.iter_mut().find(|(pattern, ..)| *pattern == draft.pattern) {
            Some((_, _, members)) => members.push(at as u16),
            None => groups.push((&draft.pattern, draft, vec![at as u16])),
        }
    }
    groups.sort_by_key(|(pattern, draft, _)| (draft.detector.program.min_len, *pattern));
    groups
        .into_iter()
        .map(|(_, draft, members)| Shape {
            program: draft.detector.program,
            detectors: Box::leak(members.into_boxed_slice()),
        })
        .partition(|shape| bytes_of(shape.program.ops).union(TOKEN) == TOKEN)
}

/// The longest word for which shapes are listed by its length, in bytes.
const MAX_WORD: u32 = 128;

/// Whether a pattern is one repeat of word bytes, so that only a word of
/// fitting length can be a token.
fn is_word(program: &Program) -> bool {
    let is_repeat = matches!(program.ops, [Op::Repeat { set, .. }, Op::Match] if set.union(WORD) == WORD);
    is_repeat && program.max_len <= MAX_WORD
}

/// For each length of a word the shapes that fit it.
fn by_length(words: &[Shape]) -> &'static [&'static [Shape]] {
    let fitting = |len: u32| -> &'static [Shape] {
        let fits = |shape: &&Shape| shape.program.min_len <= len && len <= shape.program.max_len;
        Box::leak(words.iter().filter(fits).copied().collect())
    };
    Box::leak((0..=MAX_WORD).map(fitting).collect())
}

fn bytes_of(ops: &[Op]) -> ByteSet {
    ops.iter().fold(ByteSet::EMPTY, |set, op| match op {
        Op::Literal(bytes) => bytes.iter().fold(set, |set, &byte| set.with_range(byte, byte)),
        Op::Repeat { set: more, .. } => set.union(**more),
        _ => set,
    })
}
