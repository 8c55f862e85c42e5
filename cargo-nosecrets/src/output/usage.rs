//! Help, version and mistakes on the command line.

use crate::environment::{Environment, Streams};
use crate::exit::Exit;
use crate::output::style::Styles;

/// Writes what clap has to say, and how the run ends.
pub(crate) fn write(answer: &clap::Error, environment: &Environment, streams: &mut Streams<'_>) -> Exit {
    // Whoever asked has gone away if writing fails.
    if answer.use_stderr() {
        let text = render(answer, &Styles::for_err(None, environment));
        let _ = streams.err.write_all(text.as_bytes());
        return Exit::Error;
    }
    let text = render(answer, &Styles::for_out(None, environment));
    let _ = streams.out.write_all(text.as_bytes()).and_then(|()| streams.out.flush());
    Exit::Clean
}

fn render(answer: &clap::Error, styles: &Styles) -> String {
    let text = answer.render();
    if styles.ansi { text.ansi().to_string() } else { text.to_string() }
}
