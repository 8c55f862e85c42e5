//! Help, version, and errors on the command line.

use std::ffi::OsString;

use nosecrets_engine::masks;

use crate::environment::{Environment, Streams};
use crate::exit::Exit;
use crate::output::style::Styles;

/// Writes clap's message, and returns the exit code.
pub(crate) fn write(
    answer: &clap::Error,
    args: &[OsString],
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Exit {
    // A failed write means that the reader has gone.
    if answer.use_stderr() {
        let text = render(answer, args, &Styles::for_err(None, environment));
        let _ = streams.err.write_all(text.as_bytes());
        return Exit::Error;
    }
    let text = render(answer, args, &Styles::for_out(None, environment));
    let _ = streams.out.write_all(text.as_bytes()).and_then(|()| streams.out.flush());
    Exit::Clean
}

fn render(answer: &clap::Error, args: &[OsString], styles: &Styles) -> String {
    let text = answer.render();
    let plain = text.to_string();
    // A quoted argument may be a credential; help and version quote none.
    let masked = if answer.use_stderr() { masks::mask_quoted(&plain, &given(args)) } else { plain.clone() };
    if styles.ansi && masked == plain { text.ansi().to_string() } else { masked }
}

/// The arguments, one per line, without the dashes of options: a credential is not recognised right
/// after them.
fn given(args: &[OsString]) -> String {
    let lines = args.iter().map(|arg| arg.to_string_lossy().trim_start_matches('-').to_owned());
    lines.collect::<Vec<_>>().join("\n")
}
