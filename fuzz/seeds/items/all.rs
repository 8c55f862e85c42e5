#![allow(unused)]
//! Inner.
use std::{fmt, io as other};
/// Outer.
#[cfg(all(test, not(unix)))]
pub(crate) mod tests { const X: u8 = b';'; mod inner { fn g() {} } }
pub const unsafe extern "C" fn f<const N: usize>(a: [u8; { 1 + 2 }]) -> impl Fn() where u8: Copy { || () }
static mut S: &str = if true { "}" } else { "{" };
impl<T> Trait for S<T> { type A = u8; fn f(&self) {} }
macro_rules! m { ($a:expr) => { $a; }; } m! { x } m!(y); thread_local!(static A: u8 = 1);
extern "C" { fn h(); } pub unsafe auto trait T {} union U { a: u8 } enum E { A(u8), B = 1 }
type X = [u8; 3]; struct P(u8); struct Q { a: u8 } const _: () = (); macro n($a:tt) {}
