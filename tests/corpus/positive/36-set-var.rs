//@ kinds: structured contextual password key

use std::process::Command;

fn run() {
    unsafe { std::env::set_var("@{NAME}", "@{secret}") }; //~ secret
    Command::new("tool").env("@{NAME}", "@{secret}").status().unwrap(); //~ secret
    Command::new("tool").envs([("@{NAME}", "@{secret}")]).status().unwrap(); //~ secret
}
