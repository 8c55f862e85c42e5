//! A strict JSON object parser (RFC 8259) that copies nothing.
//!
//! An object is validated once as a whole. Each look-up scans its top level again, which for the
//! few keys of a token costs less than a map would.

use super::text::all;

/// Maximum nesting. No token nests deeper, and it would only cost stack.
const DEEPEST: u32 = 32;

/// The text of an object that was validated.
#[derive(Clone, Copy)]
pub(crate) struct Object<'a>(&'a [u8]);

impl<'a> Object<'a> {
    /// Parses the object that spans all of `text`, except for surrounding white space.
    pub(crate) fn parse(text: &'a [u8]) -> Option<Object<'a>> {
        std::str::from_utf8(text).ok()?;
        let mut reader = Reader { text, at: 0 };
        reader.space();
        reader.object(DEEPEST, &mut |_, _| ())?;
        reader.space();
        (reader.at == text.len()).then_some(Object(text))
    }

    /// The text of the value of `key`; if there are several, the last one counts.
    pub(crate) fn get(&self, key: &str) -> Option<&'a [u8]> {
        let mut found = None;
        let mut reader = Reader { text: self.0, at: 0 };
        reader.space();
        reader.object(DEEPEST, &mut |name, value| {
            if name == key.as_bytes() {
                found = Some(value);
            }
        })?;
        found
    }

    /// The string value of `key`, without quotes and with its escapes.
    pub(crate) fn string(&self, key: &str) -> Option<&'a [u8]> {
        self.get(key)?.strip_prefix(b"\"")?.strip_suffix(b"\"")
    }

    /// Whether it has all of `keys`.
    pub(crate) fn has(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.get(key).is_some())
    }
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    fn skip(&mut self, wanted: fn(u8) -> bool) -> usize {
        let start = self.at;
        while self.text.get(self.at).is_some_and(|&byte| wanted(byte)) {
            self.at += 1;
        }
        self.at - start
    }

    fn space(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }

    fn value(&mut self, depth: u32) -> Option<()> {
        match self.peek()? {
            b'{' => self.object(depth.checked_sub(1)?, &mut |_, _| ()),
            b'[' => self.array(depth.checked_sub(1)?),
            b'"' => self.string().map(|_| ()),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number(),
        }
    }

    /// Calls `member` with each key, without quotes, and the text of its value.
    fn object(&mut self, depth: u32, member: &mut dyn FnMut(&'a [u8], &'a [u8])) -> Option<()> {
        self.list(b'{', b'}', &mut |reader| {
            let key = reader.string()?;
            reader.space();
            reader.eat(b':')?;
            reader.space();
            let start = reader.at;
            reader.value(depth)?;
            member(key, &reader.text[start..reader.at]);
            Some(())
        })
    }

    fn array(&mut self, depth: u32) -> Option<()> {
        self.list(b'[', b']', &mut |reader| reader.value(depth))
    }

    fn list(&mut self, open: u8, close: u8, item: &mut dyn FnMut(&mut Reader<'a>) -> Option<()>) -> Option<()> {
        self.eat(open)?;
        self.space();
        if self.eat(close).is_some() {
            return Some(());
        }
        loop {
            self.space();
            item(self)?;
            self.space();
            if self.eat(close).is_some() {
                return Some(());
            }
            self.eat(b',')?;
        }
    }

    fn string(&mut self) -> Option<&'a [u8]> {
        self.eat(b'"')?;
        let start = self.at;
        loop {
            self.skip(|byte| !matches!(byte, b'"' | b'\\' | ..=0x1f));
            if self.eat(b'"').is_some() {
                return Some(&self.text[start..self.at - 1]);
            }
            self.eat(b'\\')?;
            self.escape()?;
        }
    }

    fn escape(&mut self) -> Option<()> {
        let escape = self.peek()?;
        self.at += 1;
        if escape == b'u' {
            let digits = self.text.get(self.at..self.at + 4)?;
            self.at += 4;
            return all(digits, u8::is_ascii_hexdigit).then_some(());
        }
        b"\"\\/bfnrt".contains(&escape).then_some(())
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        let found = self.text[self.at..].starts_with(word);
        found.then(|| self.at += word.len())
    }

    fn number(&mut self) -> Option<()> {
        let _ = self.eat(b'-');
        if self.eat(b'0').is_none() {
            self.digits()?;
        }
        if self.eat(b'.').is_some() {
            self.digits()?;
        }
        if self.eat(b'e').or_else(|| self.eat(b'E')).is_some() {
            let _ = self.eat(b'+').or_else(|| self.eat(b'-'));
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        (self.skip(|byte| byte.is_ascii_digit()) > 0).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::Object;

    #[test]
    fn reads_the_top_level_of_an_object() {
        let object = Object::parse(br#" { "a" : "x\n\u00e9", "b": {"a": [1, -2.5e3, true, null]} } "#).unwrap();
        assert_eq!(object.string("a"), Some(&br"x\n\u00e9"[..]));
        assert_eq!(object.get("b"), Some(&br#"{"a": [1, -2.5e3, true, null]}"#[..]));
        assert!(object.has(&["a", "b"]) && !object.has(&["a", "c"]));
    }

    #[test]
    fn refuses_what_is_no_object() {
        let wrong = [
            "",
            "1",
            "[]",
            "{",
            "{}}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":01}",
            "{\"a\":1,}",
            "{\"a\":\"\\x\"}",
            "{a:1}",
            "{\"a\":\"\n\"}",
            "{\"a\":.5}",
            "{\"a\":tru}",
            "{\"a\":\"\\u12\"}",
        ];
        for text in wrong {
            assert!(Object::parse(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn depth_is_limited() {
        let nested = |depth| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
        assert!(Object::parse(nested(32).as_bytes()).is_some());
        assert!(Object::parse(nested(33).as_bytes()).is_none());
        assert!(Object::parse(nested(1_000_000).as_bytes()).is_none());
    }
}
