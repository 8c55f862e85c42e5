const TOKEN: &str = "@{npm-access-token|another-last}";
