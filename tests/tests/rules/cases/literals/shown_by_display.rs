impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Key::Live => "@{stripe-secret-key}", //~ stripe-secret-key
            Key::None => "",
        })
    }
}
