const KEY: &str = "@{age-identity|another-last}";
