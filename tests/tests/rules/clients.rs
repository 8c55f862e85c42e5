//! Clients of services as people build them.

use crate::harness::cases;

cases! { "clients":
    aws_credentials
    discord_bot
    encoding_key
    ethereum_wallet
    mnemonic
    object_store
    octocrab
    openai
    signing_key_of_a_webhook
    slack
    stripe
    telegram_bot
    twilio
    twilio_api_key
    vault
}
