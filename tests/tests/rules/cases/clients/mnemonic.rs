fn wallet() -> Mnemonic {
    Mnemonic::from_phrase("@{bip39-mnemonic}", Language::English).unwrap() //~ bip39-mnemonic
}
