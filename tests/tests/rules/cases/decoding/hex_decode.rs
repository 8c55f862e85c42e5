fn key() -> Vec<u8> {
    hex::decode("@{github-personal-access-token|hex}").unwrap() //~ github-personal-access-token decoded
}
