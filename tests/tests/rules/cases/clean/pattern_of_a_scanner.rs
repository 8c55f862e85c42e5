const PATTERNS: &[&str] = &[r"sk_live_[0-9A-Za-z]{24}", r"ghp_[A-Za-z0-9]{36}", r"AKIA[0-9A-Z]{16}", r"xox[baprs]-[0-9a-zA-Z-]{10,48}"];
