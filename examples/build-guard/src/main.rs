//! A program that cannot be built with a credential in its sources: see its README.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

fn main() {
    println!("nothing was found");
}
