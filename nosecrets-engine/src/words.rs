//! Which of many known words a text has, found in one pass.
//!
//! A word begins where a letter or digit follows something else, and at a hump
//! of `camelCase` and `md5Hash`. Sixty-four bytes at a time become a mask of such places; at each
//! of them the first bytes are looked up, and how long the word of the text is. The cost
//! hardly depends on how many words are known.

use std::ops::{Range, RangeInclusive};

use wide::u8x16;

use self::name::{Next, begins_with, goes_on, goes_on_small, word_len};

mod name;

/// A place where a keyword of the rules begins a word of a text, and the keyword's number.
pub(crate) type KeywordHit = (usize, u16);

/// Known words, in lower case, by the first bytes of their first word.
///
/// Tables live for the rest of the process; some are [made before](crate::fitting).
#[derive(Debug)]
pub(crate) struct WordTable {
    /// Those of which it has six bytes or more.
    pub long: Index,
    /// Those of which it has four or five.
    pub middle: Index,
    /// Those of which it has two or three.
    pub short: Index,
    /// All words, those of each group together.
    pub words: &'static [Word],
    pub texts: &'static str,
}

/// Where words are by their keys.
#[derive(Debug)]
pub(crate) struct Index {
    /// A bit for each key that one of the words has.
    pub bits: &'static [u64; KEYS / 64],
    /// For each group of keys the first of its words, and then their number.
    pub first: &'static [u16],
}

/// A word, its bytes in [`WordTable::texts`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    number: u16,
    from: u32,
    len: u16,
    /// Length of its first word, and of all of it if it is no name.
    first: u16,
    /// Whether that must be a whole word of the text.
    is_whole: bool,
    /// With what the word after it begins; zero if there is none.
    initial: u8,
    /// The first eight bytes of its first word, folded, and the bits of them that it has.
    head: u64,
    mask: u64,
}

/// How the text of a known word is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As it stands, but for case.
    Bytes,
    /// As words of a name: where an underscore is, a word ends.
    Words,
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Bytes of a word that are compared at once, as if a few signs were letters.
const HEAD: usize = 8;

impl Word {
    /// The word of a number that is `text` in the texts; the first eight bytes of its first
    /// word are `head`, and with `initial` the next one begins.
    pub(crate) const fn new(number: u16, text: (u32, u16), first: u16, initial: u8, head: u64) -> Word {
        let known = if (first as usize) < HEAD { first as usize } else { HEAD };
        let mask = !0 >> (64 - 8 * known);
        Word { number, from: text.0, len: text.1, first, is_whole: first < text.1, initial, head: head & mask, mask }
    }

    /// The call that makes it.
    pub(crate) fn source(&self) -> String {
        let Word { number, from, len, first, initial, head, .. } = self;
        format!("Word::new({number}, ({from}, {len}), {first}, {initial}, {head})")
    }

    /// How long a word of the text may be that it begins in.
    fn lens(&self, form: Form) -> RangeInclusive<u32> {
        match (form, u32::from(self.first)) {
            (Form::Bytes, _) => 1..=MANY,
            (Form::Words, first) if self.is_whole => first..=first,
            (Form::Words, first) => first..=MANY.max(first),
        }
    }
}

impl Index {
    /// The index of words with these keys and groups, of which the first is the one with
    /// that number.
    fn new(from: usize, words: &[(Word, Vec<usize>, usize)]) -> Index {
        let mut bits = Box::new([0; KEYS / 64]);
        words.iter().flat_map(|(_, keys, _)| keys).for_each(|&key| bits[key >> 6] |= 1 << (key & 63));
        let mut first = vec![0; GROUPS + 1];
        words.iter().for_each(|(_, _, group)| first[group + 1] += 1);
        first[0] = from as u16;
        (0..GROUPS).for_each(|group| first[group + 1] += first[group]);
        Index { bits: Box::leak(bits), first: first.leak() }
    }

    /// The value that it is.
    pub(crate) fn source(&self) -> String {
        format!("Index {{ bits: &{:?}, first: &{:?} }}", self.bits, self.first)
    }

    #[inline]
    fn has(&self, key: usize) -> bool {
        self.bits[key >> 6] >> (key & 63) & 1 == 1
    }

    /// The places of the words of a group.
    #[inline]
    fn group(&self, group: usize) -> Range<u16> {
        self.first[group]..self.first[group + 1]
    }
}

impl WordTable {
    /// The table of these words, each of which begins with a word of at least two bytes; a
    /// word's number is its place in the list.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = (&'w str, Form)>) -> WordTable {
        let (mut long, mut middle, mut short, mut texts) = (Vec::new(), Vec::new(), Vec::new(), String::new());
        for (number, (word, form)) in words.into_iter().enumerate() {
            let text = (texts.len() as u32, word.len() as u16);
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            let first = if form == Form::Words { word.split('_').next().unwrap_or_default() } else { word };
            let initial = word.as_bytes().get(first.len() + 1).copied().unwrap_or_default();
            let entry = Word::new(number, text, first.len() as u16, initial, fold(first_bytes(first.as_bytes())));
            let (head, lens) = (entry.head, entry.lens(form));
            match first.len() {
                6.. => long.push((entry, vec![long_key(head)], long_group(head))),
                4.. => middle.push((entry, lens.map(|len| middle_key(head, len)).collect(), middle_group(head))),
                _ => short.push((entry, short_keys(head, first.len(), &lens), short_group(head))),
            }
            texts.push_str(word);
            // Two words that follow one another could be taken for a token.
            texts.push('\n');
        }
        for words in [&mut long, &mut middle, &mut short] {
            words.sort_by_key(|(word, _, group)| (*group, word.number));
        }
        WordTable {
            long: Index::new(0, &long),
            middle: Index::new(long.len(), &middle),
            short: Index::new(long.len() + middle.len(), &short),
            words: [long, middle, short].concat().into_iter().map(|(word, ..)| word).collect::<Vec<_>>().leak(),
            texts: texts.leak(),
        }
    }

    /// Calls `visit` with the number of every known word that some word of `text`
    /// begins with, once. Words whose numbers are beyond those of `seen` are passed
    /// over.
    pub(crate) fn scan_once(&self, text: &[u8], seen: &mut [bool], mut visit: impl FnMut(u16)) {
        self.scan_words(text, Once { seen, visit: &mut visit });
    }

    /// The same, and calls `each` with the place of every word beyond those of
    /// `seen`, in order, and with its number among them.
    pub(crate) fn scan(
        &self,
        text: &[u8],
        seen: &mut [bool],
        mut visit: impl FnMut(u16),
        mut each: impl FnMut(usize, u16),
    ) {
        self.scan_words(text, Split { once: Once { seen, visit: &mut visit }, each: &mut each });
    }

    /// The same for the words at one place.
    pub(crate) fn at(
        &self,
        text: &[u8],
        at: usize,
        seen: &mut [bool],
        mut visit: impl FnMut(u16),
        mut each: impl FnMut(usize, u16),
    ) {
        self.visit_place(
            text,
            at,
            word_len(&text[at..]),
            &mut Split { once: Once { seen, visit: &mut visit }, each: &mut each },
        );
    }

    fn scan_words(&self, text: &[u8], mut visit: impl Visit) {
        let mut carry = Carry::default();
        let (blocks, rest) = text.as_chunks::<BLOCK>();
        for (number, block) in blocks.iter().enumerate() {
            let after = text.get((number + 1) * BLOCK).is_some_and(goes_on_small);
            self.visit_block(text, number * BLOCK, bounds(block, after, &mut carry), &mut visit);
        }
        let mut last = [0; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        self.visit_block(text, blocks.len() * BLOCK, bounds(&last, false, &mut carry), &mut visit);
    }

    #[inline]
    fn visit_block(&self, text: &[u8], from: usize, bounds: Bounds, visit: &mut impl Visit) {
        let Bounds { mut starts, ends } = bounds;
        while starts != 0 {
            let at = starts.trailing_zeros();
            let ends = ends >> at >> 1;
            let len = if ends == 0 { word_len(&text[from + at as usize..]) } else { ends.trailing_zeros() + 1 };
            self.visit_place(text, from + at as usize, len, visit);
            starts &= starts - 1;
        }
    }

    /// Visits the words at one place, where a word of the text begins that has `len` bytes.
    #[inline]
    fn visit_place(&self, text: &[u8], at: usize, len: u32, visit: &mut impl Visit) {
        let head = fold(first_bytes(&text[at..]));
        let is_long = self.long.has(long_key(head));
        let is_middle = self.middle.has(middle_key(head, len));
        let is_short = self.short.has(short_key(head, len));
        // One test for all, as most words are unknown.
        if !(is_long | is_middle | is_short) {
            return;
        }
        let word = Place { text, at, len, head };
        if is_long {
            self.visit_words(self.long.group(long_group(head)), &word, visit);
        }
        if is_middle {
            self.visit_words(self.middle.group(middle_group(head)), &word, visit);
        }
        if is_short {
            self.visit_words(self.short.group(short_group(head)), &word, visit);
        }
    }

    #[inline(never)]
    fn visit_words(&self, words: Range<u16>, place: &Place<'_>, visit: &mut impl Visit) {
        let Place { text, at, len, head } = *place;
        let text = &text[at..];
        let mut next = None;
        let mut may_go_on = |word: &Word| {
            u32::from(word.first) == len && {
                let next = *next.get_or_insert_with(|| Next::of(&text[len as usize..]));
                word.initial == 0 || next.may_be(word.initial)
            }
        };
        for word in &self.words[usize::from(words.start)..usize::from(words.end)] {
            if head & word.mask == word.head
                && visit.wants(word.number)
                && (!word.is_whole || may_go_on(word))
                && self.is_at(word, text)
            {
                visit.visit(at, word.number);
            }
        }
    }

    /// Whether a word of which the head is at the start of a text, and ends there if it has
    /// to, is all there.
    #[inline]
    fn is_at(&self, word: &Word, text: &[u8]) -> bool {
        let (from, len, first) = (word.from as usize, usize::from(word.len), usize::from(word.first));
        let spelled = &self.texts.as_bytes()[from..from + len];
        let is_first = text.len() >= first && (first <= HEAD || begins_with(&text[HEAD..], &spelled[HEAD..first]));
        is_first && (first == len || goes_on(&text[first..], &spelled[first + 1..]))
    }
}

/// A place in a text where a word begins.
struct Place<'t> {
    text: &'t [u8],
    at: usize,
    /// Length of the word.
    len: u32,
    /// The first eight bytes from there on, folded.
    head: u64,
}

/// Who is told of the words of a text.
trait Visit {
    /// Whether a word with this number, if it is there, matters.
    fn wants(&self, number: u16) -> bool;

    /// A word is there.
    fn visit(&mut self, at: usize, number: u16);
}

/// Tells of each word once: most are in a text many times.
struct Once<'a, F> {
    seen: &'a mut [bool],
    visit: &'a mut F,
}

impl<F: FnMut(u16)> Visit for Once<'_, F> {
    fn wants(&self, number: u16) -> bool {
        self.seen.get(usize::from(number)).is_some_and(|is_seen| !is_seen)
    }

    fn visit(&mut self, _at: usize, number: u16) {
        self.seen[usize::from(number)] = true;
        (self.visit)(number);
    }
}

/// Tells of the first words once, and of the others each time.
struct Split<'a, F, G> {
    once: Once<'a, F>,
    each: &'a mut G,
}

impl<F: FnMut(u16), G: FnMut(usize, u16)> Visit for Split<'_, F, G> {
    fn wants(&self, number: u16) -> bool {
        usize::from(number) >= self.once.seen.len() || self.once.wants(number)
    }

    fn visit(&mut self, at: usize, number: u16) {
        match usize::from(number).checked_sub(self.once.seen.len()) {
            Some(number) => (self.each)(at, number as u16),
            None => self.once.visit(at, number),
        }
    }
}

/// The first eight bytes of a text as a number; zeros follow a shorter one.
#[inline]
fn first_bytes(text: &[u8]) -> u64 {
    match text.first_chunk::<8>() {
        Some(first) => u64::from_le_bytes(*first),
        None => text.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
}

/// Makes large and small letters the same, and a few other bytes too.
#[inline]
fn fold(bytes: u64) -> u64 {
    bytes | 0x2020_2020_2020_2020
}

/// Number of keys, and of groups.
const KEYS: usize = 1 << 16;
const GROUPS: usize = 1 << 12;

/// Words that are longer are not told apart by their length.
const MANY: u32 = 8;

/// A number below [`KEYS`] for six bytes.
#[inline]
fn long_key(head: u64) -> usize {
    spread(head & 0xFFFF_FFFF_FFFF, 16)
}

#[inline]
fn long_group(head: u64) -> usize {
    spread(head & 0xFFFF_FFFF_FFFF, 12)
}

/// The same for four bytes, and the length of the word.
#[inline]
fn middle_key(head: u64, len: u32) -> usize {
    spread(head & 0xFFFF_FFFF | u64::from(len.min(MANY)) << 32, 16)
}

#[inline]
fn middle_group(head: u64) -> usize {
    spread(head & 0xFFFF_FFFF, 12)
}

/// A number of so many bits. Multiplying by a large odd number spreads bytes over the
/// upper bits; of 1,500 random ones this one gives the fewest common words of Rust code the
/// key of a known word.
#[inline]
fn spread(bytes: u64, bits: u32) -> usize {
    (bytes.wrapping_mul(0xABD0_E5D6_00C1_FDDD) >> (64 - bits)) as usize
}

/// The same for three bytes, five bits of each, and whether the word has more; of a word of
/// two bytes the third is zero.
#[inline]
fn short_key(head: u64, len: u32) -> usize {
    let third = if len == 2 { 0 } else { head >> 16 & 31 };
    (u64::from(len > 3) << 15 | (head & 31) << 10 | (head >> 8 & 31) << 5 | third) as usize
}

#[inline]
fn short_group(head: u64) -> usize {
    short_key(head, 2) >> 5
}

/// The keys of a word of two or three bytes, for words of the text of these lengths.
fn short_keys(head: u64, first: usize, lens: &RangeInclusive<u32>) -> Vec<usize> {
    let thirds = if first > 2 { head >> 16 & 31..=head >> 16 & 31 } else { 0..=31 };
    let key = |len| thirds.clone().map(move |third| short_key(head & 0xFFFF | third << 16, len));
    lens.clone().filter(|&len| len <= 4).flat_map(key).collect()
}

/// What the last bytes of a block mean to the next one.
#[derive(Default)]
struct Carry {
    is_alnum: u64,
    is_lower: u64,
    is_upper_or_digit: u64,
    /// Whether the last two bytes are backslashes, the last one first.
    backslashes: u64,
}

/// Where in a block words begin and end: masks of bytes.
#[derive(Clone, Copy)]
struct Bounds {
    /// The bytes at which a word may begin.
    starts: u64,
    /// The bytes that do not go on with a word.
    ends: u64,
}

/// The bounds of the words of a block.
///
/// After `\n` and the like in a literal a word may begin too: that letter is
/// not part of it. `after` says whether a small letter may follow the block.
#[inline]
fn bounds(block: &[u8; BLOCK], after: bool, carry: &mut Carry) -> Bounds {
    let [lower, upper, digit, backslash, other] = masks(block);
    let alnum = lower | upper | digit;
    let before = alnum << 1 | carry.is_alnum;
    let after_lower = lower << 1 | carry.is_lower;
    let after_upper_or_digit = (upper | digit) << 1 | carry.is_upper_or_digit;
    let before_lower = (lower | other) >> 1 | u64::from(after) << 63;
    let hump = upper & (after_lower | after_upper_or_digit & before_lower);
    let escaped = alnum & (backslash << 2 | carry.backslashes);
    *carry = Carry {
        is_alnum: alnum >> 63,
        is_lower: lower >> 63,
        is_upper_or_digit: (upper | digit) >> 63,
        backslashes: backslash >> 62,
    };
    let starts = (alnum & !before) | hump | escaped;
    Bounds { starts, ends: starts | !alnum }
}

/// Small letters are capitals with this bit, which is the third from the left.
const SMALL: u8 = 0x20;

/// Which of some bytes are among so many from the first on.
#[inline]
fn within(bytes: u8x16, first: u8, count: u8) -> u8x16 {
    let offset = bytes - u8x16::splat(first);
    offset.min(u8x16::splat(count - 1)).cmp_eq(offset)
}

/// Which of them are letters.
#[inline]
fn letters(bytes: u8x16) -> u8x16 {
    within(bytes | u8x16::splat(SMALL), b'a', 26)
}

/// Which of them are digits.
#[inline]
fn digits(bytes: u8x16) -> u8x16 {
    within(bytes, b'0', 10)
}

/// The bytes that are small letters, capitals, digits, backslashes, and not of ASCII.
#[inline]
fn masks(block: &[u8; BLOCK]) -> [u64; 5] {
    let (mut letter, mut small, mut digit, mut backslash, mut other) = (0, 0, 0, 0, 0);
    let (parts, _) = block.as_chunks::<16>();
    for (number, part) in parts.iter().enumerate() {
        let bytes = u8x16::new(*part);
        let mask = |bytes: u8x16| u64::from(bytes.move_mask() as u16) << (number * 16);
        let has_bit = u8x16::splat(SMALL);
        letter |= mask(letters(bytes));
        small |= mask((bytes & has_bit).cmp_eq(has_bit));
        digit |= mask(digits(bytes));
        backslash |= mask(bytes.cmp_eq(u8x16::splat(b'\\')));
        other |= mask(bytes);
    }
    [letter & small, letter & !small, digit, backslash, other]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(words: &[&str], text: &'t str) -> Vec<(usize, &'t str)> {
        let mut found = Vec::new();
        let table = WordTable::new(words.iter().map(|word| (*word, Form::Bytes)));
        table.scan(
            text.as_bytes(),
            &mut [],
            |_| (),
            |at, number| found.push((at, &text[at..at + words[usize::from(number)].len()])),
        );
        found
    }

    #[test]
    fn words_are_found_where_they_begin() {
        for (text, at) in [
            ("twilio", 0),
            ("my_twilio_key", 3),
            ("MY_TWILIO_KEY", 3),
            ("withTwilioKey", 4),
            ("HTTPTwilio", 4),
            ("md5Twilio", 3),
            ("a.twilio.com", 2),
            ("\\ntwilio", 2),
            ("\\\\ntwilio", 3),
            ("9 twilios", 2),
        ] {
            assert!(found(&["other", "twilio"], text).iter().any(|&(place, _)| place == at), "{text}");
        }
        for text in ["xtwilio", "twili", "9twilio", "9TWILIO", "otherwise"] {
            assert_eq!(found(&["twilio"], text), [], "{text}");
        }
    }

    /// Whether a text has these words of a name.
    fn has_words(words: &str, text: &str) -> bool {
        let mut seen = [false];
        WordTable::new([(words, Form::Words)]).scan_once(text.as_bytes(), &mut seen, |_| ());
        seen[0]
    }

    #[test]
    fn a_whole_word_ends_where_the_words_of_a_name_do() {
        for text in ["co", "CO_API", "co.api", "coApi", "COApi", "my co", "coÄ", "oauth2Co"] {
            assert!(has_words("co_", text), "{text}");
        }
        for text in ["code", "CONST", "co2", "coapi", "COAPI", "COA"] {
            assert!(!has_words("co_", text), "{text}");
        }
    }

    #[test]
    fn words_of_one_name_are_found_however_they_are_parted() {
        for text in
            ["NEW_RELIC_KEY", "newRelic", "new::relics", "new\n    ::relic", "use new::{a, relic}", "new::<T>::relic"]
        {
            assert!(has_words("new_relic", text), "{text}");
        }
        for text in ["newrelic", "news relic", "new_key relic", "new"] {
            assert!(!has_words("new_relic", text), "{text}");
        }
    }

    #[test]
    fn a_word_is_found_across_the_ends_of_blocks() {
        for blanks in 50..140 {
            let text = format!("{}aB{}", " ".repeat(blanks), "cDe ok");
            assert_eq!(found(&["bcde", "ok", "de", "cd"], &text).len(), 3, "{blanks}");
        }
    }

    #[test]
    fn short_words_are_found_at_the_end_too() {
        assert_eq!(found(&["s3"], "an S3"), [(3, "S3")]);
        assert_eq!(found(&["s3x"], "an S3"), []);
    }

    #[test]
    fn all_words_that_begin_alike_are_found() {
        assert_eq!(found(&["token", "tok", "token: string"], "token: String").len(), 3);
    }
}
