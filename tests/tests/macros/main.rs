//! The macros as users meet them: what they expand to, and that the value of a
//! variable never reaches the build. What they refuse is in `nosecrets-macros/tests`.

mod derive;
mod hygiene;
mod leaks;
mod package;
mod references;
mod unescape;
