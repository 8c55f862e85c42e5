const ID: &str = "@{npm-legacy-access-token}";
