const KEY: &str = "@{private-key-pkcs8|escapednewlines}\n"; //~ private-key-pkcs8
