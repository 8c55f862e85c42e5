//! The names around a value, split into words.

/// Names split into lower-case words.
///
/// `TWILIO_AUTH_TOKEN`, `twilioAuthToken` and `twilio::AuthToken` all become `_twilio_auth_token_`.
/// So a context word is searched for as `_word` in one string, however the name is spelled. Two
/// underscores separate two names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// No names.
    #[must_use]
    pub const fn new() -> Words {
        Words(String::new())
    }

    /// The words of the given names.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Words {
        let mut words = Words::new();
        for name in names {
            words.push(name);
        }
        words
    }

    /// Adds the words of a name.
    pub fn push(&mut self, name: &str) {
        self.0.reserve(name.len() + 2);
        self.0.push('_');
        if name.is_ascii() {
            return self.push_ascii(name.as_bytes());
        }
        let mut before = ' ';
        let mut rest = name.chars().peekable();
        while let Some(c) = rest.next() {
            if !c.is_alphanumeric() {
                self.gap();
            } else {
                let next_is_lower = rest.peek().is_some_and(|next| next.is_lowercase());
                let goes_on = before.is_uppercase() || before.is_ascii_digit();
                if c.is_uppercase() && (before.is_lowercase() || (goes_on && next_is_lower)) {
                    self.gap();
                }
                self.push_lower(c);
            }
            before = c;
        }
        self.gap();
    }

    /// Adds the words of a name in ASCII, as nearly all names are.
    fn push_ascii(&mut self, name: &[u8]) {
        for (at, &byte) in name.iter().enumerate() {
            if !byte.is_ascii_alphanumeric() {
                self.gap();
                continue;
            }
            if is_hump(name, at) {
                self.gap();
            }
            self.0.push(byte.to_ascii_lowercase().into());
        }
        self.gap();
    }

    fn push_lower(&mut self, c: char) {
        if c.is_ascii() {
            self.0.push(c.to_ascii_lowercase());
        } else {
            self.0.push_str(&String::from(c).to_lowercase());
        }
    }

    /// The words, with an underscore before and after each.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Whether there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds all words of `other`.
    #[inline]
    pub fn extend(&mut self, other: &Words) {
        self.0.push_str(&other.0);
    }

    /// Ends the current word, unless it has already ended.
    fn gap(&mut self) {
        if !self.0.ends_with('_') {
            self.0.push('_');
        }
    }

    /// Whether a word begins with `wanted`.
    ///
    /// Underscores inside `wanted` are optional: `new_relic` matches `newrelic` and `NEW_RELIC`,
    /// but not `new` and `relic` in two names. An underscore at the end requires the end of a word:
    /// `fal_` matches `FAL_KEY`, but not `false`.
    #[must_use]
    pub fn contains(&self, wanted: &str) -> bool {
        self.starts().any(|word| begins_with(word, wanted))
    }

    /// Whether `wanted` is a whole word.
    #[must_use]
    pub fn contains_word(&self, wanted: &str) -> bool {
        self.0.split('_').any(|word| word == wanted)
    }

    /// Whether one of `wanted` matches. An empty list always matches.
    #[must_use]
    pub fn contains_any(&self, wanted: WordList) -> bool {
        wanted.is_empty() || wanted.iter().any(|word| self.contains(word))
    }

    /// The rest of the string from the start of each word.
    fn starts(&self) -> impl Iterator<Item = &[u8]> {
        let bytes = self.0.as_bytes();
        (1..bytes.len()).filter(move |&at| bytes[at - 1] == b'_').map(move |at| &bytes[at..])
    }
}

/// A list of context words, stored in a table as words separated by spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordList(&'static str);

impl WordList {
    /// The list in a string.
    pub(crate) const fn new(text: &'static str) -> WordList {
        WordList(text)
    }

    /// Whether the list is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The words, in order.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split_ascii_whitespace()
    }
}

/// Whether a word begins at a place of a name because of its capital: in `authToken`,
/// `HTTPServer` and `OAuth2Token`, but not in `K8S`. Other bytes than letters and digits part
/// words as well.
#[inline]
#[must_use]
pub fn is_hump(name: &[u8], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| name[before]) else { return false };
    let next_is_lower = || name.get(at + 1).is_some_and(u8::is_ascii_lowercase);
    let goes_on = before.is_ascii_uppercase() || before.is_ascii_digit();
    name[at].is_ascii_uppercase() && (before.is_ascii_lowercase() || (goes_on && next_is_lower()))
}

/// Whether `text` begins with `wanted`, where an underscore may stand in only
/// one of the two.
fn begins_with(text: &[u8], wanted: &str) -> bool {
    let mut text = text.iter().copied().peekable();
    let (wanted, is_whole) = whole_word(wanted).map_or((wanted, false), |word| (word, true));
    for byte in wanted.bytes() {
        if byte == b'_' {
            if text.peek() == Some(&b'_') {
                text.next();
            }
            continue;
        }
        if text.next() != Some(byte) {
            return false;
        }
    }
    !is_whole || text.peek().map_or(true, |&next| next == b'_')
}

/// The word that a context word requires as a whole; `None` if the context word also matches
/// prefixes.
#[must_use]
pub fn whole_word(wanted: &str) -> Option<&str> {
    wanted.strip_suffix('_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_give_the_same_words() {
        for name in ["TWILIO_AUTH_TOKEN", "twilioAuthToken", "TwilioAuthToken", "twilio::auth-token"] {
            assert_eq!(Words::of([name]), Words("_twilio_auth_token_".into()), "{name}");
        }
        assert_eq!(Words::of(["HTTPServer2"]), Words("_http_server2_".into()));
        for name in ["OAuth2Token", "oauth2Token", "oauth2_token", "öauth2Token"] {
            assert!(Words::of([name]).contains_word("token"), "{name}");
        }
        assert_eq!(Words::of(["K8S_SECP256K1"]), Words("_k8s_secp256k1_".into()));
        assert_eq!(Words::of(["a", "b"]), Words("_a__b_".into()));
    }

    #[test]
    fn a_word_is_found_at_its_start_only() {
        let words = Words::of(["withAwsSecret"]);
        assert!(words.contains("aws") && words.contains("secret") && words.contains("sec"));
        assert!(!Words::of(["laws"]).contains("aws"));
    }

    #[test]
    fn an_underscore_may_be_missing() {
        for name in ["NEW_RELIC_KEY", "newrelic_key", "NewRelicKey"] {
            assert!(Words::of([name]).contains("new_relic"), "{name}");
        }
        assert!(Words::of(["auth_token"]).contains("auth_token"));
        assert!(!Words::of(["new_key"]).contains("new_relic"));
        assert!(!Words::of(["new", "relic"]).contains("new_relic"));
    }

    #[test]
    fn after_an_underscore_at_the_end_no_word_goes_on() {
        for name in ["FAL_KEY", "falKey", "fal", "my.fal.run"] {
            assert!(Words::of([name]).contains("fal_"), "{name}");
        }
        for name in ["false", "FALKEY", "fal2"] {
            assert!(!Words::of([name]).contains("fal_"), "{name}");
        }
        assert!(Words::of(["open_ai"]).contains("open_ai_") && !Words::of(["open_air"]).contains("open_ai_"));
    }
}
