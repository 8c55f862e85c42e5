fn key() -> String {
    String::from_utf8(vec![@{npm-access-token|bytes}]).unwrap() //~ npm-access-token
}
