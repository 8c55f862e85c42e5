//! A Rust file: its literals, comments and folded values → detections.

use std::collections::HashSet;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use memchr::memmem;
use nosecrets_detectors::{Sensitive, Verdict};

use crate::detect::{self, Found, Sites, SitesOf};
use crate::detection::{Detection, Detections, Partner};
use crate::detectors::Detectors;
use crate::event::Event;
use crate::file_scan::FileScan;
use crate::fitting::{Fitting, Spelling};
use crate::items::{self, Item, ItemKind};
use crate::lexer::{self, Decoded, Kind, Token, indices_in};
use crate::literal::{Context, Literal, Origin, Part, Site};
use crate::location::{Base, LineIndex};
use crate::own::around::Around;
use crate::pare;
use crate::prefilter::{self, Hits};
use crate::report::Report;
use crate::rule::{Rule, Semantic};
use crate::rules::candidates::RuleCandidates;
use crate::rules::keywords;
use crate::rules::{self, Mentions, Objection, Surroundings};
use crate::spans::Spans;
use crate::suppress;
use crate::syntax::{self, Chosen, Reading, decode};
use crate::text;
use crate::wanted::Wanted;
use crate::words::KeywordHit;

/// What a suppression as an attribute holds.
const ALLOW: &[u8] = b"nosecrets::allow";

/// Finds the credentials of a Rust file.
pub(crate) fn scan(scan: &FileScan<'_>, source: &[u8], wanted: Option<&Wanted>, report: &mut Report) -> Detections {
    let mut tokens = Vec::new();
    let lexed = lexer::lex(source, |token| tokens.push(token));
    let (fitting, words) = Fitting::of_code(scan.config.detectors, wanted, source, &scan.words);
    let fitting = Some(fitting).filter(|_| scan.config.prefilter);
    let mut hits = match &fitting {
        Some(fitting) => prefilter::hits(scan.config.detectors, source, &tokens, fitting, &scan.words),
        None => prefilter::everything(scan.config.detectors, source, &tokens),
    };
    let around = Around::of(scan.config.detectors, source);
    around.keep(&tokens, &mut hits.tokens);
    let mut found = Detections::default();
    let has_attributes = memmem::find(source, ALLOW).is_some();
    let candidates = candidates_of_rules(scan, source, &tokens, &words);
    let nothing = hits.tokens.is_empty()
        && hits.fragments.is_empty()
        && hits.directives.is_empty()
        && candidates.as_ref().is_none_or(RuleCandidates::is_empty);
    if nothing && lexed.unterminated.is_none() && !has_attributes {
        return found;
    }
    let items = items::split(source);
    if let (Some(fitting), Some(items)) = (&fitting, &items) {
        prefilter::within_items(source, items, fitting, &scan.words, &mut hits.tokens);
        around.keep(&tokens, &mut hits.tokens);
    }
    let reading = match &items {
        Some(items) => read(scan, source, items, &tokens, &hits, candidates.as_ref(), has_attributes),
        None => Reading { unparsed: 1, ..Reading::default() },
    };
    let file = File { scan, source, reading, fitting, around };
    report.stats.parsed += usize::from(file.reading.parsed > 0);
    report.stats.unparsed += usize::from(file.reading.unparsed > 0 || lexed.unterminated.is_some());
    for literal in &file.reading.folded {
        file.folded(literal, &mut found.detections);
    }
    let assembled: HashSet<_> = found.detections.iter().flat_map(|detection| detection.spans.clone()).collect();
    for token in &hits.tokens {
        // A piece of a value that was put together is not reported again.
        if !assembled.contains(&token.range()) {
            file.token(token, &mut found.detections);
        }
    }
    if lexed.unterminated.is_some() {
        file.as_text(&mut found.detections);
    }
    file.objections(&mut found.detections);
    found.suppressions = file.suppressions(&hits);
    found
}

/// Where rules may have something to object to: nowhere in code in which none
/// may guess.
fn candidates_of_rules<'s>(
    scan: &FileScan<'_>,
    source: &'s [u8],
    tokens: &'s [Token],
    words: &[KeywordHit],
) -> Option<RuleCandidates<'s>> {
    if !scan.may_want_events() {
        return None;
    }
    let found = keywords::find(source, tokens, words);
    // Another file may have to be read for the context.
    let is_wanted = !found.is_empty() && scan.config.wants_any_guess(scan.code_context(source));
    is_wanted.then_some(found)
}
/// Reads the items that hold a hit, or what a rule is about.
fn read(
    scan: &FileScan<'_>,
    source: &[u8],
    items: &[Item],
    tokens: &[Token],
    hits: &Hits,
    candidates: Option<&RuleCandidates<'_>>,
    has_attributes: bool,
) -> Reading {
    let mut chosen = if scan.config.prefilter {
        let mut chosen = choose(scan, source, items, hits, candidates, has_attributes);
        chosen.iter_mut().for_each(|item| item.blanks.extend(idle_comments(source, tokens, hits, &item.range)));
        chosen
    } else {
        let wants_events = scan.config.semantic;
        let whole = |item: &Item| Chosen { range: item.range.clone(), blanks: Vec::new(), wants_events };
        items.iter().map(whole).collect()
    };
    chosen.iter_mut().for_each(|item| item.blanks.extend(tables(tokens, &item.range)));
    let wanted: Vec<usize> = hits.tokens.iter().map(|token| token.start).collect();
    syntax::read(source, items, &chosen, &wanted, scan.path(), scan.config.detectors)
}

/// The items that hold a candidate, put one together, or concern a rule; of each
/// only the parts that do.
fn choose(
    scan: &FileScan<'_>,
    source: &[u8],
    items: &[Item],
    hits: &Hits,
    candidates: Option<&RuleCandidates<'_>>,
    has_attributes: bool,
) -> Vec<Chosen> {
    let literals: Vec<Token> = hits.tokens.iter().filter(|token| !token.kind.is_comment()).cloned().collect();
    let pieces: Vec<&[u8]> = items
        .iter()
        .filter(|item| holds(&item.range, &hits.fragments))
        .flat_map(|item| names_of_constants(source, item, syntax::MAX_MODULES))
        .collect();
    // One search for all of them: a file may have thousands of constants.
    let pieces = if pieces.is_empty() { None } else { AhoCorasick::new(pieces).ok() };
    let uses_piece = |text: &[u8]| pieces.as_ref().is_some_and(|pieces| pieces.is_match(text));
    let concerns_rule = |range: &Range<usize>| candidates.is_some_and(|candidates| candidates.concern(range));
    let holds_value = |range: &Range<usize>| {
        let text = &source[range.clone()];
        holds(range, &literals)
            || (has_attributes && memmem::find(text, ALLOW).is_some())
            || ((holds(range, &hits.fragments) || uses_piece(text)) && prefilter::has_join(text))
    };
    let mut chosen = Vec::new();
    for item in items {
        let wants_events = concerns_rule(&item.range)
            && may_do_something(source, item)
            && (scan.config.wants_any_guess(Context::Test) || !is_test_module(&source[item.range.clone()]));
        if wants_events || holds_value(&item.range) {
            let is_wanted = |range: &Range<usize>| {
                (wants_events && concerns_rule(range)) || holds_value(range) || holds(range, &hits.fragments)
            };
            let blanks = pare::blanks(source, item, &is_wanted);
            chosen.push(Chosen { range: item.range.clone(), blanks, wants_events });
        }
    }
    chosen
}

/// Longer arrays are tables, in bytes of the source: each element that is parsed
/// takes as much memory as a line of code.
const MAX_ARRAY: usize = 64 << 10;

/// What stands in the tables of an item. Credentials in them are found without
/// parsing, and keys are shorter.
fn tables<'a>(tokens: &'a [Token], item: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let arrays = inside(tokens, item).iter().filter(|token| token.kind == Kind::Array);
    arrays.map(|token| token.inner.clone()).filter(|inner| inner.len() > MAX_ARRAY)
}

/// Those of some tokens, which are in order, that begin in a range.
fn inside<'t>(tokens: &'t [Token], range: &Range<usize>) -> &'t [Token] {
    &tokens[indices_in(tokens, range)]
}

/// The comments in an item that nothing is found in: parsing a documented item
/// takes twice as long as parsing its code.
fn idle_comments<'a>(
    source: &'a [u8],
    tokens: &'a [Token],
    hits: &'a Hits,
    item: &Range<usize>,
) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let hits = inside(&hits.tokens, item);
    let is_hit = |at: usize| hits.binary_search_by_key(&at, |token| token.start).is_ok();
    // A message may be derived from a documentation comment with fields in it.
    let has_fields = |token: &Token| memchr::memchr(b'{', &source[token.range()]).is_some();
    let comments = inside(tokens, item).iter().filter(|token| token.kind.is_comment());
    comments.filter(move |token| !is_hit(token.start) && !has_fields(token)).map(Token::range)
}

/// Whether one of the tokens, which are in order, begins in a range.
fn holds(range: &Range<usize>, tokens: &[Token]) -> bool {
    !inside(tokens, range).is_empty()
}

/// Whether an item can hold code or fields at all: imports and the declarations
/// of foreign functions have neither.
fn may_do_something(source: &[u8], item: &Item) -> bool {
    let is_foreign = item.kind == ItemKind::Other && memchr::memchr(b'"', &source[item.range.clone()]).is_some() && {
        let head = &source[item.range.start..item.body.as_ref().map_or(item.range.end, |body| body.start)];
        memmem::find(head, b"extern").is_some()
    };
    !is_foreign && item.kind != ItemKind::Use
}

/// Whether an item is test code by its first attribute, as most tests are: a
/// glance that spares parsing them.
fn is_test_module(item: &[u8]) -> bool {
    item.starts_with(b"#[cfg(test)]") || item.starts_with(b"#[test]")
}

/// Names by which the rest of the file can use the literals of an item.
fn names_of_constants<'s>(source: &'s [u8], item: &Item, depth: usize) -> Vec<&'s [u8]> {
    match (item.kind, &item.name, &item.body) {
        (ItemKind::Const | ItemKind::Static, Some(name), _) => vec![&source[name.clone()]],
        (ItemKind::Mod, _, Some(body)) if depth > 0 => {
            let inner = items::split_body(source, body.clone()).unwrap_or_default();
            inner.iter().flat_map(|item| names_of_constants(source, item, depth - 1)).collect()
        }
        _ => Vec::new(),
    }
}

/// A file that has been read.
struct File<'a> {
    scan: &'a FileScan<'a>,
    source: &'a [u8],
    reading: Reading,
    /// The detectors that may fit; none if all are to be tried.
    fitting: Option<Fitting>,
    /// What is found in literals by what stands around them.
    around: Around,
}

impl File<'_> {
    /// The credentials in a literal or comment.
    fn token(&self, token: &Token, detections: &mut Vec<Detection>) {
        let value = Value::of(self.source, token);
        let bytes = value.bytes(self.source);
        let site_of = SitesOf::new(|range: &Range<usize>| self.site(token, bytes, range));
        let found = self.find(bytes, Spelling::of(token), &mut site_of.around(self.around.within(token)));
        if found.is_empty() && !token.kind.is_comment() {
            self.layers(token, bytes, detections);
        }
        if found.is_empty() && token.kind == Kind::Array {
            self.array(token, detections);
        }
        for found in found {
            let covered = found.matched.start..found.matched.end;
            let span = value.source_range(covered.clone());
            detections.push(Detection {
                origin: origin(token.kind),
                context: self.context(token.kind, &found.site),
                message: message(&found, origin(token.kind)),
                ..self.detection(&found, &bytes[covered], vec![span], token.range())
            });
        }
    }

    fn detection(&self, found: &Found, token: &[u8], spans: Vec<Range<usize>>, host: Range<usize>) -> Detection {
        Detection::of(self.scan.config.detectors, found, token, spans, host)
    }

    fn find(&self, value: &[u8], spelling: Spelling, sites: &mut dyn Sites) -> Vec<Found> {
        // Text within a value may have words of its own.
        let is_decoded = spelling == Spelling::Decoded;
        let own = self.fitting.as_ref().filter(|_| is_decoded).and_then(|fitting| fitting.with_words_of(value));
        let fitting = own.as_ref().or(self.fitting.as_ref()).map(|fitting| (fitting, spelling));
        detect::find_where(self.scan.config.detectors, value, self.source, &self.scan.words, fitting, sites)
    }

    /// The credential that an array is as it is written: a list of numbers, as
    /// Solana keeps its key pairs.
    fn array(&self, token: &Token, detections: &mut Vec<Detection>) {
        let text = &self.source[token.range()];
        let mut site_of = SitesOf::new(|range: &Range<usize>| self.site(token, text, range));
        for found in self.find(text, Spelling::Verbatim(token.start), &mut site_of) {
            let span = found.matched.start + token.start..found.matched.end + token.start;
            detections.push(Detection {
                origin: Origin::Array,
                context: self.context(token.kind, &found.site),
                ..self.detection(&found, &self.source[span.clone()], vec![span], token.range())
            });
        }
    }

    /// The credentials in the text that a literal spells in base64 or hex.
    fn layers(&self, token: &Token, value: &[u8], detections: &mut Vec<Detection>) {
        for layer in decode::layers(value) {
            let mut site_of = SitesOf::new(|range: &Range<usize>| self.site(token, &layer.bytes, range));
            for found in self.find(&layer.bytes, Spelling::Decoded, &mut site_of) {
                let covered = found.matched.start..found.matched.end;
                let detection = self.detection(&found, &layer.bytes[covered], vec![token.range()], token.range());
                detections.push(Detection {
                    origin: Origin::Decoded,
                    context: self.context(token.kind, &found.site),
                    message: format!("{} in {}", detection.message, layer.spelling),
                    ..detection
                });
            }
        }
    }

    /// The credentials in a value that is put together from several literals.
    fn folded(&self, literal: &Literal, detections: &mut Vec<Detection>) {
        let value = literal.value.expose();
        let mut site_of = SitesOf::new(|_: &Range<usize>| literal.site.clone());
        let found = detect::find(self.scan.config.detectors, value, self.source, &self.scan.words, &mut site_of);
        for found in found {
            let (start, end) = (found.matched.start, found.matched.end);
            let parts = literal.parts.iter().filter(|part| part.covers.start < end && start < part.covers.end);
            let is_missed = |part: &Part| {
                let regexes = self.scan.config.detectors.regexes();
                regexes.miss(found.matched.detector, &value[part.covers.clone()])
            };
            let needs_others = parts.clone().all(is_missed);
            let mut spans: Vec<Range<usize>> = parts.map(|part| part.span.clone()).collect();
            spans.dedup();
            // A token that stands in one literal is found there.
            if spans.len() < 2 && !needs_others {
                continue;
            }
            let host = spans[0].clone();
            detections.push(Detection {
                origin: literal.origin,
                context: self.context(Kind::Str, &literal.site),
                message: message(&found, literal.origin),
                ..self.detection(&found, &value[start..end], spans, host)
            });
        }
    }

    /// What the file gives as text. A quote too many turns code into strings
    /// and strings into code, before the literal that never ends as well.
    fn as_text(&self, detections: &mut Vec<Detection>) {
        let text = self.source;
        let found = detect::find(self.scan.config.detectors, text, text, &self.scan.words, &mut text::Places::of(text));
        let known: Spans = detections.iter().flat_map(|known| &known.spans).collect();
        for found in found {
            let span = found.matched.start..found.matched.end;
            if known.overlap(&span) {
                continue;
            }
            detections.push(Detection {
                context: self.scan.code_context(self.source),
                ..self.detection(&found, &self.source[span.clone()], vec![span.clone()], span)
            });
        }
    }

    /// What the rules object to. A credential of a known kind is reported as
    /// that and not by a rule as well, and of two rules the first.
    fn objections(&self, detections: &mut Vec<Detection>) {
        let mut known: Spans = detections.iter().flat_map(|known| &known.spans).collect();
        let mentions = Mentions::default();
        for event in &self.reading.events {
            let context = self.context(Kind::Str, &event.site);
            let surroundings = |group| Surroundings {
                role: self.scan.role(),
                context,
                group,
                source: self.source,
                mentions: &mentions,
                folder: self.scan.folder(),
                config: self.scan.config,
            };
            let objections = rules::ALL
                .iter()
                .filter_map(|check| Some((check.rule, (check.check)(event, &surroundings(check.rule.group))?)));
            for (rule, objection) in objections {
                let is_known = objection.spans.iter().any(|span| known.overlap(span));
                if !is_known && !objection.spans.is_empty() {
                    objection.spans.iter().for_each(|span| known.insert(span));
                    detections.push(detection_of(self.scan.config.detectors, rule, objection, event, context));
                }
            }
        }
    }

    /// The names around a range of a literal's value: those in the value
    /// itself, then those around the literal.
    fn site(&self, token: &Token, value: &[u8], range: &Range<usize>) -> Site {
        let inner = text::site(value, range);
        let outer = match self.reading.sites.get(&token.start) {
            Some(site) => site.clone(),
            None if token.kind.is_comment() => Site::default(),
            None => text::site(self.source, &token.range()),
        };
        join(inner, outer)
    }

    fn context(&self, kind: Kind, site: &Site) -> Context {
        match kind {
            _ if kind.is_doc() => Context::Doc,
            _ if kind.is_comment() => Context::Comment,
            _ if site.context == Context::Test => Context::Test,
            _ => self.scan.code_context(self.source),
        }
    }

    fn suppressions(&self, hits: &Hits) -> Vec<suppress::Suppression> {
        let mut all: Vec<_> = self.reading.allows.iter().cloned().map(suppress::Suppression::from).collect();
        if !hits.directives.is_empty() {
            let lines = LineIndex::new(self.source, Base::default());
            for comment in hits.directives.iter().filter(|comment| !comment.kind.is_doc()) {
                all.extend(suppress::in_comment(self.source, comment.inner.clone(), &lines));
            }
        }
        all
    }
}

fn detection_of(
    detectors: Detectors,
    rule: &'static Semantic,
    objection: Objection,
    event: &Event,
    context: Context,
) -> Detection {
    Detection {
        rule: Rule::Semantic(rule),
        verdict: Verdict::Unknown,
        value: objection.value.map(Sensitive::new),
        subject: objection.subject,
        is_secret: objection.is_secret,
        host: objection.spans[0].clone(),
        spans: objection.spans,
        origin: Origin::Literal,
        context,
        message: objection.message,
        holder: event.site.holder(detectors),
        key: event.site.key(),
        partners: event.user.iter().filter(|_| objection.is_secret).cloned().map(Partner::user).collect(),
        evidence: objection.evidence,
    }
}

/// Two sites, the nearer first.
fn join(mut near: Site, far: Site) -> Site {
    near.names.extend(far.names);
    near.words.extend(&far.words);
    near.context = far.context;
    near
}

fn origin(kind: Kind) -> Origin {
    match kind {
        Kind::Array => Origin::Array,
        _ if kind.is_doc() => Origin::Doc,
        _ if kind.is_comment() => Origin::Comment,
        _ => Origin::Literal,
    }
}

/// What to say at the token.
fn message(found: &Found, origin: Origin) -> String {
    let title = found.matched.detector.title;
    match origin {
        Origin::Array => format!("{title}, spelled as an array"),
        Origin::Folded => format!("{title}, put together from this part"),
        _ => title.to_owned(),
    }
}

/// The value of a token and the way back to the source.
enum Value {
    /// The source spells it byte for byte.
    Plain(Range<usize>),
    /// It was decoded.
    Decoded(Decoded),
}

impl Value {
    fn of(source: &[u8], token: &Token) -> Value {
        if token.kind == Kind::Array {
            let elements = lexer::decode_array(source, token.inner.clone());
            Value::Decoded(elements.and_then(|elements| elements.decoded().cloned()).unwrap_or_default())
        } else if token.escaped {
            Value::Decoded(lexer::decode_mapped(token.kind, source, token.inner.clone()))
        } else {
            Value::Plain(token.inner.clone())
        }
    }

    fn bytes<'a>(&'a self, source: &'a [u8]) -> &'a [u8] {
        match self {
            Value::Plain(range) => &source[range.clone()],
            Value::Decoded(decoded) => &decoded.bytes,
        }
    }

    fn source_range(&self, value: Range<usize>) -> Range<usize> {
        match self {
            Value::Plain(range) => range.start + value.start..range.start + value.end,
            Value::Decoded(decoded) => decoded.source_range(value),
        }
    }
}
