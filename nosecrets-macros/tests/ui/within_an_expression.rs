//! A key inside an expression: it causes no further errors.
fn main() {
    let token = nosecrets::env_secret!("nosecrets_canary_q7zr0vkw3mxp9lbt").read();
    println!("{}", token.map_or(0, |token| token.expose().len()));
}
