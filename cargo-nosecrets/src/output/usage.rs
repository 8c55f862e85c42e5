//! Help, version and mistakes on the command line.

use std::ffi::OsString;

use nosecrets_engine::masks;

use crate::environment::{Environment, Streams};
use crate::exit::Exit;
use crate::output::style::Styles;

/// Writes what clap has to say, and how the run ends.
pub(crate) fn write(
    answer: &clap::Error,
    args: &[OsString],
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Exit {
    // Whoever asked has gone away if writing fails.
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
    // An argument that is quoted may be a credential; help and version quote none.
    let masked = if answer.use_stderr() { masks::mask_quoted(&plain, &given(args)) } else { plain.clone() };
    if styles.ansi && masked == plain { text.ansi().to_string() } else { masked }
}

/// The arguments, one on each line: behind the dashes of an option no credential is
/// known.
fn given(args: &[OsString]) -> String {
    let lines = args.iter().map(|arg| arg.to_string_lossy().trim_start_matches('-').to_owned());
    lines.collect::<Vec<_>>().join("\n")
}
