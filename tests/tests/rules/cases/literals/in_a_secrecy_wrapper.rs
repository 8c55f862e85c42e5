fn key() -> SecretString {
    SecretString::new("@{digitalocean-personal-access-token}".into()) //~ digitalocean-personal-access-token
}
