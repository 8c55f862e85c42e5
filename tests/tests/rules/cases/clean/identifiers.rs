fn sk_live_key_for_tests_only_1234567890() -> Token {
    ghp_abcdefghijklmnopqrstuvwxyz0123456789!()
}
