const BODY: &str = "@{text:The quick brown fox jumps over the lazy dog|hex}";
