fn token() -> &'static str {
    "@{hugging-face-user-access-token}" //~ hugging-face-user-access-token
}
