const KEY: &str = "@{github-personal-access-token|unicodeescaped}"; //~ github-personal-access-token
