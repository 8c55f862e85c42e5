const KEY: &str = "@{github-personal-access-token|to 1|hexescaped}@{github-personal-access-token|from 1}"; //~ github-personal-access-token
