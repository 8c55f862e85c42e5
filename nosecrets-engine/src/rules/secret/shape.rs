//! What a text is, if it is not a secret: its outward shape.

use nosecrets_detectors::placeholder;

/// Whether it is an identifier in capitals of several words: `API_KEY`.
pub(crate) fn is_screaming(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_uppercase() || is_digit(byte));
    text.contains('_') && text.split('_').all(is_word) && letters(text) * 4 >= text.len() * 3
}

/// Whether it is made of lower-case words with marks between them, as keys of
/// settings and messages, crates and commands are: `auth.token`, `api-key`.
pub(crate) fn is_key(text: &str) -> bool {
    const MARKS: &[char] = &['.', '-', '_', ':', '/'];
    let is_word = |word: &str| (1..=14).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase());
    text.contains(MARKS) && text.split(MARKS).all(is_word)
}

/// Whether it is a word in letters of one case, or with a capital first.
pub(crate) fn is_word(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic()) && {
        let rest = &text[1..];
        rest.bytes().all(|byte| byte.is_ascii_lowercase()) || text.bytes().all(|byte| byte.is_ascii_uppercase())
    }
}

/// Whether it is several words in one, as names of types and fields are:
/// `AccessToken`, `accessToken`.
pub(crate) fn is_camel(text: &str) -> bool {
    let humps = text.bytes().skip(1).filter(u8::is_ascii_uppercase).count();
    text.bytes().all(|byte| byte.is_ascii_alphabetic()) && humps > 0 && humps * 3 <= text.len()
}

/// Whether it is the name of an HTTP header: `X-Api-Key`, `x-api-key`.
pub(crate) fn is_header(text: &str) -> bool {
    let is_capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) && is_word(word);
    let lower = text.to_ascii_lowercase();
    (text.contains('-') && text.split('-').all(is_capital)) || (lower.starts_with("x-") && is_key(&lower))
}

/// Whether it is an address.
pub(crate) fn is_url(text: &str) -> bool {
    text.contains("://") || text.starts_with("mailto:") || text.starts_with("data:") || text.starts_with("www.")
}

/// Whether it is a path or the name of a file.
pub(crate) fn is_path(text: &str) -> bool {
    const STARTS: &[&str] = &["/", "./", "../", "~/", "C:\\"];
    const ENDINGS: &[&str] = &[
        "pem", "key", "crt", "cer", "der", "pub", "txt", "json", "toml", "yaml", "yml", "rs", "html", "env", "conf",
        "cfg", "ini", "xml", "p12", "pfx", "jks", "svg", "png", "csv", "log", "db", "exe", "dll", "com", "org", "net",
        "io", "dev",
    ];
    let ending = text.rsplit_once('.').map(|(_, ending)| ending);
    let has_ending = ending.is_some_and(|ending| ENDINGS.contains(&ending)) && !text.contains(' ');
    let is_start = |start: &&str| text.starts_with(*start);
    has_ending || (STARTS.iter().any(is_start) && !text.ends_with('=') && letters(text) * 5 >= text.len() * 3)
}

/// Whether it is words with spaces between them: a sentence, a label, a
/// statement in SQL.
pub(crate) fn is_sentence(text: &str) -> bool {
    let text = text.trim();
    text.contains(char::is_whitespace) || text.ends_with([':', '?', '…']) || text.ends_with("...")
}

/// Whether it has places to be filled in: `{}`, `{name}`, `%s`, `${NAME}`.
pub(crate) fn is_template(text: &str) -> bool {
    let has_braces = text.find('{').is_some_and(|open| text[open..].contains('}'));
    let has_angles = text.find('<').is_some_and(|open| text[open..].contains('>'));
    has_braces || has_angles || text.contains("%s") || text.contains("${") || text.contains("$(")
}

/// Whether it is a regular expression.
pub(crate) fn is_regex(text: &str) -> bool {
    const SIGNS: &[&str] = &["\\d", "\\w", "\\s", "\\b", "(?", ".*", ".+", "[^", "[a-z", "[A-Z", "[0-9", "]+", "]*"];
    SIGNS.iter().any(|sign| text.contains(sign)) || (text.starts_with('^') && text.ends_with('$'))
}

/// Whether it is source code or a type: `Vec<u8>`, `std::string::String`.
pub(crate) fn is_code(text: &str) -> bool {
    const SIGNS: &[&str] = &["::", "()", "->", "=>", "&&", "||", "&str", "/*"];
    SIGNS.iter().any(|sign| text.contains(sign)) || text.starts_with([',', ';']) || text.starts_with("--")
}

/// Whether it is numbers with dots between them: a version, an address, an
/// object identifier.
pub(crate) fn is_dotted_number(text: &str) -> bool {
    text.contains('.') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether it says by which algorithm it was hashed.
pub(crate) fn is_hash(text: &str) -> bool {
    const STARTS: &[&str] =
        &["$1$", "$2", "$5$", "$6$", "$7$", "$y$", "$argon2", "$pbkdf2", "$scrypt", "{SHA", "{SSHA", "{CRYPT"];
    const ALGORITHMS: &[&str] = &[
        "md5",
        "sha1",
        "sha-1",
        "sha256",
        "sha-256",
        "sha384",
        "sha512",
        "sha-512",
        "blake2b",
        "blake3",
        "SHA256",
        "SCRAM-SHA-256",
    ];
    let algorithm = text.split_once([':', '-', '$']).map_or("", |(algorithm, _)| algorithm);
    STARTS.iter().any(|start| text.starts_with(start)) || ALGORITHMS.contains(&algorithm)
}

/// Whether it is a public key or a certificate.
pub(crate) fn is_public(text: &str) -> bool {
    // In base64: headers of RSA and EC public keys and of certificates.
    const STARTS: &[&str] =
        &["ssh-rsa", "ssh-ed25519", "ecdsa-sha2", "age1", "MIIBIjANBgkq", "MFkwEwYHKoZI", "MCowBQYDK2Vw"];
    const ARMOUR: &[&str] = &["PUBLIC KEY-----", "CERTIFICATE-----", "-----BEGIN CERTIFICATE"];
    STARTS.iter().any(|start| text.starts_with(start)) || ARMOUR.iter().any(|mark| text.contains(mark))
}

/// Whether it is a UUID.
pub(crate) fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.trim_matches(['{', '}']).split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether it is a dummy, or was made by counting or repeating: an alphabet,
/// a test vector.
pub(crate) fn is_dummy(text: &[u8]) -> bool {
    let every_second = |from: usize| -> Vec<u8> { text.iter().copied().skip(from).step_by(2).collect() };
    // Of `a1b2c3d4` both halves count.
    [text.to_vec(), every_second(0), every_second(1)].iter().any(|part| placeholder::is_dummy(part, 0))
}

fn letters(text: &str) -> usize {
    text.bytes().filter(|byte| byte.is_ascii_alphabetic() || b"_-./".contains(byte)).count()
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}
