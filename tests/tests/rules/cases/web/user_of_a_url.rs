const REPOSITORY: &str = "https://ann:@{github-personal-access-token}@github.com/a/b.git"; //~ github-personal-access-token
