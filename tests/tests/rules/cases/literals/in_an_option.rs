const KEY: Option<&str> = Some("@{digitalocean-personal-access-token}"); //~ digitalocean-personal-access-token
