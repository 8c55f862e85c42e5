fn payer() -> Keypair {
    Keypair::from_bytes(&@{solana-keypair-file}).unwrap() //~ solana-keypair-file
}
