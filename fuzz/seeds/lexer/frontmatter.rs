---
[dependencies]
---
fn main() { "a
b"; r#"c
d"# }
// x
