const KEY: &str = "@{github-personal-access-token|hexescaped}"; //~ github-personal-access-token literal
