use solana_sdk::signature::Keypair;

fn payer() -> Keypair {
    Keypair::from_bytes(&[@{solana-keypair|numbers}]).expect("64 bytes") //~ any
}
