fn wallets() {
    let eth = "@{ethereum-private-key}".parse::<ethers::signers::LocalWallet>().unwrap(); //~ any
    let words = bip39::Mnemonic::from_phrase("@{bip39-mnemonic}", Language::English).unwrap(); //~ any
    let sign = ed25519_dalek::SigningKey::from_bytes(&[@{draw alnum:32|numbers}]); //~ any
    let solana = solana_sdk::signature::Keypair::from_bytes(&[@{solana-keypair|numbers}]).unwrap(); //~ any
    let wif = bitcoin::PrivateKey::from_wif("@{bitcoin-wif-private-key}").unwrap(); //~ any
}
