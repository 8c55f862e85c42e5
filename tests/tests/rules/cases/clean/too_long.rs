const TOKEN: &str = "@{digitalocean-personal-access-token}0";
