//! The lexer against rustc's own and syn, on real crates and generated sources.

mod corpus;
mod generated;
mod items;

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use nosecrets_engine::lexer::{self, Kind, Lexed, Token};
use nosecrets_tests::reference;

/// The tokens of a source and what else the lexer found.
fn lex(source: &[u8]) -> (Vec<Token>, Lexed) {
    let mut tokens = Vec::new();
    let lexed = lexer::lex(source, |token| tokens.push(token));
    (tokens, lexed)
}

#[test]
fn tokens_are_those_of_rustc_in_every_file() {
    let compared = AtomicUsize::new(0);
    let (files, differences) = corpus::check(|source| {
        let (tokens, lexed) = lex(source.as_bytes());
        compared.fetch_add(tokens.len(), Ordering::Relaxed);
        reference::first_difference(source, &tokens, &lexed).map(|(at, kind)| format!("{at} {kind:?}"))
    });
    println!("{files} files, {compared:?} tokens compared with rustc's lexer");
    assert_eq!(differences, Vec::<String>::new());
}

#[test]
fn values_are_those_of_syn_in_every_file() {
    let compared = AtomicUsize::new(0);
    let (files, differences) = corpus::check(|source| {
        let (tokens, _) = lex(source.as_bytes());
        let literals = tokens.iter().filter(|token| !token.kind.is_comment());
        literals.filter(|token| token.kind != Kind::Array).find_map(|token| {
            compared.fetch_add(1, Ordering::Relaxed);
            (!has_value_of_syn(source, token)).then(|| format!("{} {:?}", token.start, token.kind))
        })
    });
    println!("{files} files, {compared:?} values compared with syn's");
    assert_eq!(differences, Vec::<String>::new());
}

/// Whether both ways of decoding give the value that syn gives. A literal that
/// proc-macro2 refuses has no value to compare. In raw strings syn leaves CRLF
/// as it is; rustc does not, for it reads the file without them.
fn has_value_of_syn(source: &str, token: &Token) -> bool {
    let Ok(literal) = source[token.range()].parse::<proc_macro2::Literal>() else {
        return true;
    };
    let expected = match syn::Lit::new(literal) {
        syn::Lit::Str(literal) if token.kind == Kind::RawStr => literal.value().replace("\r\n", "\n").into_bytes(),
        syn::Lit::Str(literal) => literal.value().into_bytes(),
        syn::Lit::ByteStr(literal) => literal.value(),
        syn::Lit::CStr(literal) => literal.value().into_bytes(),
        syn::Lit::Byte(literal) => vec![literal.value()],
        syn::Lit::Char(literal) => literal.value().to_string().into_bytes(),
        _ => return false,
    };
    let inner = &source.as_bytes()[token.inner.clone()];
    let mut value = Vec::new();
    lexer::decode(token.kind, inner, &mut value);
    let mapped = lexer::decode_mapped(token.kind, source.as_bytes(), token.inner.clone());
    value == expected && mapped.bytes == expected && (token.escaped || inner == expected)
}

#[test]
fn arrays_decode_and_their_elements_lie_in_order() {
    let compared = AtomicUsize::new(0);
    let (files, differences) = corpus::check(|source| {
        let (tokens, _) = lex(source.as_bytes());
        tokens.iter().filter(|token| token.kind == Kind::Array).find_map(|token| {
            compared.fetch_add(1, Ordering::Relaxed);
            let decoded = lexer::decode_array(source.as_bytes(), token.inner.clone());
            let sound = decoded.is_some_and(|elements| {
                elements.decoded().is_none_or(|decoded| {
                    let range = decoded.source_range(0..decoded.bytes.len());
                    token.inner.start <= range.start && range.end <= token.inner.end
                })
            });
            (!sound).then(|| format!("{} Array", token.start))
        })
    });
    println!("{files} files, {compared:?} arrays decoded");
    assert_eq!(differences, Vec::<String>::new());
}

#[test]
#[ignore = "a measurement: run it with --release and --nocapture"]
fn lexing_speed() {
    let files = corpus::sources();
    let bytes: usize = files.iter().map(String::len).sum();
    let mut tokens = 0_usize;
    let start = Instant::now();
    for source in &files {
        lexer::lex(source.as_bytes(), |_| tokens += 1);
    }
    let rate = bytes as f64 / 1e6 / start.elapsed().as_secs_f64();
    println!("{} files, {bytes} bytes, {tokens} tokens: {rate:.0} MB/s", files.len());
}
