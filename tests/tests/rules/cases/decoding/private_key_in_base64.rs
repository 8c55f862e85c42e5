const KEY: &str = "@{private-key-pkcs8|base64}"; //~ private-key-pkcs8
