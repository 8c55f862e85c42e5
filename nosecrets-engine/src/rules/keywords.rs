//! The keywords of the rules, and the candidates that they lead to.
//!
//! Rules need parsed items, but most items concern no rule: they hold no keyword, or nothing near
//! it that a rule could report. All keywords come from the tables that the rules read, so a new
//! row in a table is searched for without a change here:
//!
//! ```text
//! rules/vocabulary.rs      macros, attributes   \
//! rules/sinks/table.rs     functions, crates     > keywords -> candidates -> items to parse
//! rules/secret/name.rs     names of secrets     /
//! ```

use std::sync::OnceLock;

use super::candidates::RuleCandidates;
use super::neighbourhood::{Concern, Neighbourhood};
use super::secret::{name, url};
use super::sinks::calls::{self, Mark, Unmistakable};
use super::vocabulary::{BUILD_TIME_MACROS, CARGO_ENV_INSTRUCTIONS, INCLUDE_MACROS, KEY_PAIR_TYPES, MNEMONIC};
use super::{mnemonic_in_source, secret_compiled_in, secret_file_compiled_in};
use crate::lexer::Token;
use crate::words::KeywordHit;

/// How far behind a macro's name its arguments may reach, in bytes.
const MAX_ARGUMENTS: usize = 300;

/// The kind of a keyword, with the evidence that it needs.
#[derive(Debug)]
enum Keyword {
    /// The name of a secret: a value, type or macro near it.
    SecretName,
    /// A sink with a unique name: a call.
    SinkCall(Unmistakable),
    /// A crate or trait that has sinks: a call of one of them, anywhere in the file.
    SinkOwner(Mark),
    /// Code that is enough by itself.
    Code,
    /// What a build script tells cargo: any place but a comment.
    CargoInstruction,
    /// `env!` and macros like it: a variable that may hold a secret.
    BuildTimeMacro,
    /// `include_str!` and macros like it: a file that may hold a secret.
    IncludeMacro,
}

/// The keywords in lower case.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    all().iter().map(|(word, _)| word.as_str())
}

/// All keywords, in lower case.
fn all() -> &'static [(String, Keyword)] {
    static ALL: OnceLock<Vec<(String, Keyword)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let macros = |names: &'static [&str]| names.iter().map(|name| format!("{name}!"));
        let code = KEY_PAIR_TYPES.iter().chain([&MNEMONIC]).map(|word| ((*word).to_owned(), Keyword::Code));
        let instructions = CARGO_ENV_INSTRUCTIONS.iter().map(|word| ((*word).to_owned(), Keyword::CargoInstruction));
        let build_time = macros(BUILD_TIME_MACROS).map(|word| (word, Keyword::BuildTimeMacro));
        let includes = macros(INCLUDE_MACROS).map(|word| (word, Keyword::IncludeMacro));
        let names = name::beginnings().into_iter().map(|word| (word, Keyword::SecretName));
        let of_call = |sink: Unmistakable| (sink.keyword().to_ascii_lowercase(), Keyword::SinkCall(sink));
        let sinks = calls::unmistakable().into_iter().map(of_call);
        let owners =
            calls::marks().into_iter().map(|mark| (mark.spelling.to_ascii_lowercase(), Keyword::SinkOwner(mark)));
        code.chain(instructions).chain(build_time).chain(includes).chain(names).chain(sinks).chain(owners).collect()
    })
}

/// Finds where in a file the rules may report something.
///
/// `tokens` are the literals and comments of the file, `hits` the places of all keywords.
pub(crate) fn find<'s>(source: &'s [u8], tokens: &'s [Token], hits: &[KeywordHit]) -> RuleCandidates<'s> {
    let mut candidates = RuleCandidates::new(source, tokens);
    url::userinfos(source).for_each(|at| candidates.add_place(at));
    mnemonic_in_source::places(source, tokens).into_iter().for_each(|at| candidates.add_place(at));
    let mut owners: Vec<&str> = Vec::new();
    let mut file = Neighbourhood::new(source, tokens);
    for &(at, index) in hits {
        let (word, keyword) = &all()[usize::from(index)];
        let end = at + word.len();
        let is_enough = match keyword {
            Keyword::SecretName => match file.concern(&(at..end)) {
                Concern::Value(name, claim) => {
                    candidates.add_claim(&name, claim);
                    false
                }
                concern => concern == Concern::Certain,
            },
            Keyword::SinkCall(sink) => file.is_in_code(at) && sink.is_called(source, at),
            Keyword::Code => file.is_in_code(at),
            Keyword::CargoInstruction => !file.is_in_comment(at),
            Keyword::BuildTimeMacro => {
                file.is_in_code(at) && secret_compiled_in::may_concern(&arguments(source, end, &file))
            }
            Keyword::IncludeMacro => {
                file.is_in_code(at) && secret_file_compiled_in::may_concern(&arguments(source, end, &file))
            }
            Keyword::SinkOwner(mark) => {
                if calls::is_mark(source, at, mark) {
                    owners.push(mark.owner);
                }
                false
            }
        };
        if is_enough {
            candidates.add_place(at);
        }
    }
    owners.sort_unstable();
    owners.dedup();
    if !owners.is_empty() {
        calls::find(source, &owners).into_iter().for_each(|at| candidates.add_place(at));
    }
    candidates.finish();
    candidates
}

/// The literals among the arguments of a macro whose name ends at a place: up to the end of its
/// statement.
fn arguments(source: &[u8], end: usize, file: &Neighbourhood<'_>) -> Vec<String> {
    let rest = &source[end..source.len().min(end + MAX_ARGUMENTS)];
    let len = rest.iter().position(|&byte| byte == b';').unwrap_or(rest.len());
    file.literals(end..end + len)
}
