// nosecrets: allow(private-key-rsa) -- made for this test, never used
const KEY: &str = "
@{private-key-rsa}
";
