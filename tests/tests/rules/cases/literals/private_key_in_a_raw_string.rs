const KEY: &str = r"
@{private-key-rsa} //~ private-key-rsa literal
";
