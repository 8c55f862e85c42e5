fn wallet() -> LocalWallet {
    let private_key = "@{ethereum-private-key}".parse::<LocalWallet>().unwrap(); //~ ethereum-private-key
    private_key
}
