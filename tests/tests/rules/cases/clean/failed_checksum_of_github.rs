const TOKEN: &str = "@{github-personal-access-token|another-last}";
