const WALLET_PHRASE: &str = "@{bip39-mnemonic|from 9}";
