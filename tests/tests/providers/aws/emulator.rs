//! moto and ministack: stand-ins of AWS written by others.
//!
//! `cargo xtask test` installs them into `target/emulators`. One process of each
//! serves all tests of a run; it ends when its standard input does, and so with
//! the run, however that ends.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use nosecrets_tests::tokens::workspace;

/// Runs a program of the environment until nobody holds its standard input.
const WATCHED: &str = "
import os, runpy, sys, threading
threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name='__main__')
";

/// How long one takes to start on a machine with much to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// A process that answers on a port of this machine.
pub(crate) struct Emulator {
    pub(crate) address: SocketAddr,
    /// Holds the standard input of the process open.
    _process: Child,
}

impl Emulator {
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// Right statuses, codes and stages; takes any signature.
pub(crate) fn ministack() -> Option<&'static Emulator> {
    static RUNNING: OnceLock<Option<Emulator>> = OnceLock::new();
    let start = |port: u16| {
        let mut command = python("ministack");
        command.env("BIND_HOST", "127.0.0.1").env("GATEWAY_PORT", port.to_string());
        command
    };
    RUNNING.get_or_init(|| run("ministack", start)).as_ref()
}

/// Checks signatures and policies, once it is told to.
pub(crate) fn moto() -> Option<&'static Emulator> {
    static RUNNING: OnceLock<Option<Emulator>> = OnceLock::new();
    let start = |port: u16| {
        let mut command = python("moto_server");
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        command
    };
    RUNNING.get_or_init(|| run("moto_server", start)).as_ref()
}

fn folder() -> PathBuf {
    workspace().join("target/emulators").join(if cfg!(windows) { "Scripts" } else { "bin" })
}

/// The Python that has AWS's own client too.
pub(crate) fn interpreter() -> PathBuf {
    folder().join("python")
}

fn python(program: &str) -> Command {
    let mut command = Command::new(interpreter());
    command.args(["-c", WATCHED]).arg(folder().join(program));
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn run(program: &str, start: impl Fn(u16) -> Command) -> Option<Emulator> {
    if !folder().join(program).exists() {
        assert!(std::env::var_os("CI").is_none(), "{program} is not in target/emulators: run `cargo xtask test`");
        return None;
    }
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut process = start(free.port()).spawn().unwrap();
    let begun = Instant::now();
    while TcpStream::connect(free).is_err() {
        assert!(process.try_wait().unwrap().is_none(), "{program} ended before it answered");
        assert!(begun.elapsed() < PATIENCE, "{program} does not answer");
        std::thread::sleep(Duration::from_millis(50));
    }
    Some(Emulator { address: free, _process: process })
}

/// Says why a test does nothing.
#[expect(clippy::print_stdout, reason = "whoever runs the tests should know")]
pub(crate) fn left_out(program: &str) {
    println!("left out: {program} is not in target/emulators (`cargo xtask test` installs it, and needs python3)");
}
