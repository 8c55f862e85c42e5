const KEY: &[u8] = b"@{github-personal-access-token}"; //~ github-personal-access-token literal
