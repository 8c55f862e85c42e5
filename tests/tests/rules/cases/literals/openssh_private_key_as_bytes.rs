const KEY: &[u8] = b"@{private-key-openssh}"; //~ private-key-openssh
