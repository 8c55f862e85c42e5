const TOKEN: &str = "@{digitalocean-personal-access-token|without-last}";
