//! The table of sinks: which argument of which function is a secret.
//!
//! Signatures were read in the sources of the crates. Entries that differ only
//! in the crate are one; the versions of a crate differ less than crates do.

use super::Kind::{Authorization, Iv, Key, Mnemonic, Nonce, Password, PrivateKey, Salt, Seed, Token};
use super::{Call, Kind, Sink};

/// Crates whose ciphers and types of keys and nonces follow `crypto-common`.
const CIPHERS: &[&str] = &[
    "aead",
    "aes",
    "aes_gcm",
    "aes_gcm_siv",
    "aes_siv",
    "ascon_aead",
    "blowfish",
    "camellia",
    "cast5",
    "cbc",
    "ccm",
    "cfb_mode",
    "chacha20",
    "chacha20poly1305",
    "cipher",
    "crypto_common",
    "ctr",
    "deoxys",
    "des",
    "eax",
    "ecb",
    "idea",
    "kuznyechik",
    "magma",
    "mgm",
    "ocb3",
    "ofb",
    "rabbit",
    "rc2",
    "rc4",
    "rc5",
    "salsa20",
    "serpent",
    "sm4",
    "twofish",
    "xsalsa20poly1305",
    "crypto_secretbox",
    "xts_mode",
];
/// Traits that make a cipher or MAC of a key.
const KEYED: &[&str] = &[
    "KeyInit",
    "KeyIvInit",
    "Mac",
    "NewMac",
    "NewAead",
    "NewCipher",
    "NewBlockCipher",
    "BlockMode",
    "aead::",
    "cipher::",
];
const MACS: &[&str] = &["hmac", "cmac", "pmac", "daa", "retail_mac", "cbc_mac"];
const CURVES: &[&str] = &[
    "bitcoin",
    "ecdsa",
    "elliptic_curve",
    "k256",
    "libsecp256k1",
    "p224",
    "p256",
    "p384",
    "p521",
    "primeorder",
    "secp256k1",
    "sm2",
];
const ED25519: &[&str] = &["ed25519_dalek", "ed25519_compact", "solana_keypair", "solana_sdk", "x25519_dalek"];
const COOKIES: &[&str] = &["cookie", "biscotti", "tower_cookies", "async_session", "tower_sessions"];
const DATABASES: &[&str] =
    &["sqlx", "tokio_postgres", "postgres", "deadpool_postgres", "mongodb", "mysql", "mysql_async"];

/// A function, by the end of its path.
const fn function(
    crates: &'static [&'static str],
    path: &'static str,
    arguments: (usize, usize),
    position: usize,
    kind: Kind,
) -> Sink {
    Sink { crates, path, call: Call::Function, arguments, position, kind, is_plain: false, traits: &[] }
}

/// A method, by its name.
const fn method(
    crates: &'static [&'static str],
    path: &'static str,
    arguments: (usize, usize),
    position: usize,
    kind: Kind,
) -> Sink {
    Sink { crates, path, call: Call::Method, arguments, position, kind, is_plain: false, traits: &[] }
}

impl Sink {
    /// The name says what it is, whatever the crate.
    const fn plain(self) -> Sink {
        Sink { is_plain: true, ..self }
    }

    /// It is a function of one of these traits, so that the type may be any.
    const fn of(self, traits: &'static [&'static str]) -> Sink {
        Sink { traits, ..self }
    }
}

/// All sinks.
pub(super) static SINKS: &[Sink] = &[
    // crypto-common: `KeyInit`, `KeyIvInit`, `InnerIvInit`.
    function(CIPHERS, "new", (1, 1), 0, Key),
    function(CIPHERS, "KeyInit::new", (1, 1), 0, Key).plain(),
    function(CIPHERS, "new_from_slice", (1, 1), 0, Key).of(KEYED),
    function(CIPHERS, "new_varkey", (1, 1), 0, Key).of(KEYED),
    function(CIPHERS, "new", (2, 2), 0, Key),
    function(CIPHERS, "new", (2, 2), 1, Iv),
    function(CIPHERS, "KeyIvInit::new", (2, 2), 0, Key).plain(),
    function(CIPHERS, "KeyIvInit::new", (2, 2), 1, Iv).plain(),
    function(CIPHERS, "new_from_slices", (2, 2), 0, Key).of(KEYED),
    function(CIPHERS, "new_from_slices", (2, 2), 1, Iv).of(KEYED),
    function(CIPHERS, "inner_iv_init", (2, 2), 1, Iv).plain(),
    function(CIPHERS, "inner_iv_slice_init", (2, 2), 1, Iv).plain(),
    // generic-array, hybrid-array: the alias says what it is.
    function(CIPHERS, "Key::from_slice", (1, 1), 0, Key),
    function(CIPHERS, "Key::from", (1, 1), 0, Key),
    function(CIPHERS, "Key::clone_from_slice", (1, 1), 0, Key),
    function(CIPHERS, "Nonce::from_slice", (1, 1), 0, Nonce),
    function(CIPHERS, "Nonce::from", (1, 1), 0, Nonce),
    function(CIPHERS, "Nonce::clone_from_slice", (1, 1), 0, Nonce),
    function(CIPHERS, "XNonce::from_slice", (1, 1), 0, Nonce).plain(),
    function(CIPHERS, "XNonce::from", (1, 1), 0, Nonce).plain(),
    function(CIPHERS, "Iv::from_slice", (1, 1), 0, Iv),
    function(CIPHERS, "Iv::from", (1, 1), 0, Iv),
    // aead
    method(CIPHERS, "encrypt", (2, 2), 0, Nonce).of(&["Aead"]),
    method(CIPHERS, "decrypt", (2, 2), 0, Nonce).of(&["Aead"]),
    method(CIPHERS, "encrypt_in_place", (3, 3), 0, Nonce).plain(),
    method(CIPHERS, "decrypt_in_place", (3, 3), 0, Nonce).plain(),
    method(CIPHERS, "encrypt_in_place_detached", (3, 3), 0, Nonce).plain(),
    method(CIPHERS, "decrypt_in_place_detached", (4, 4), 0, Nonce).plain(),
    // Message authentication and derivation of keys. A fixed salt of HKDF is
    // what RFC 5869, section 3.1, allows, so it is no sink.
    function(MACS, "Mac::new", (1, 1), 0, Key),
    function(MACS, "Hmac::new", (1, 1), 0, Key),
    function(&["hkdf"], "Hkdf::new", (2, 2), 1, Key),
    function(&["hkdf"], "Hkdf::extract", (2, 2), 1, Key),
    function(&["hkdf"], "Hkdf::from_prk", (1, 1), 0, Key),
    function(&["pbkdf2"], "pbkdf2", (4, 4), 0, Password),
    function(&["pbkdf2"], "pbkdf2", (4, 4), 1, Salt),
    function(&["pbkdf2"], "pbkdf2_array", (3, 3), 0, Password).plain(),
    function(&["pbkdf2"], "pbkdf2_array", (3, 3), 1, Salt).plain(),
    function(&["pbkdf2"], "pbkdf2_hmac", (4, 4), 0, Password).plain(),
    function(&["pbkdf2"], "pbkdf2_hmac", (4, 4), 1, Salt).plain(),
    function(&["pbkdf2"], "pbkdf2_hmac_array", (3, 3), 0, Password).plain(),
    function(&["pbkdf2"], "pbkdf2_hmac_array", (3, 3), 1, Salt).plain(),
    function(&["scrypt"], "scrypt", (4, 4), 0, Password),
    function(&["scrypt"], "scrypt", (4, 4), 1, Salt),
    method(&["argon2"], "hash_password_into", (3, 3), 0, Password).plain(),
    method(&["argon2"], "hash_password_into", (3, 3), 1, Salt).plain(),
    method(&["argon2"], "hash_password_into_with_memory", (4, 4), 0, Password).plain(),
    method(&["argon2"], "hash_password_into_with_memory", (4, 4), 1, Salt).plain(),
    function(&["argon2"], "Argon2::new_with_secret", (4, 4), 0, Key),
    function(&["argon2", "password_hash", "pbkdf2", "scrypt"], "SaltString::from_b64", (1, 1), 0, Salt).plain(),
    function(&["argon2", "password_hash", "pbkdf2", "scrypt"], "SaltString::encode_b64", (1, 1), 0, Salt).plain(),
    function(&["argon2", "password_hash", "pbkdf2", "scrypt"], "SaltString::new", (1, 1), 0, Salt).plain(),
    function(&["argon2", "password_hash", "pbkdf2", "scrypt"], "Salt::from_b64", (1, 1), 0, Salt),
    function(&["argon2", "password_hash", "pbkdf2", "scrypt"], "Salt::new", (1, 1), 0, Salt),
    function(&["argon2"], "hash_encoded", (3, 3), 0, Password).plain(),
    function(&["argon2"], "hash_encoded", (3, 3), 1, Salt).plain(),
    function(&["argon2"], "hash_raw", (3, 3), 0, Password).plain(),
    function(&["argon2"], "hash_raw", (3, 3), 1, Salt).plain(),
    function(&["bcrypt"], "hash", (2, 2), 0, Password),
    function(&["bcrypt"], "hash_with_salt", (3, 3), 0, Password),
    function(&["bcrypt"], "hash_with_salt", (3, 3), 2, Salt),
    // ring, aws-lc-rs
    function(&["ring", "aws_lc_rs"], "UnboundKey::new", (2, 2), 1, Key).plain(),
    function(&["ring", "aws_lc_rs"], "hmac::Key::new", (2, 2), 1, Key),
    function(&["ring", "aws_lc_rs"], "HeaderProtectionKey::new", (2, 2), 1, Key),
    function(&["ring", "aws_lc_rs"], "pbkdf2::derive", (5, 5), 2, Salt),
    function(&["ring", "aws_lc_rs"], "pbkdf2::derive", (5, 5), 3, Password),
    function(&["ring", "aws_lc_rs"], "Nonce::assume_unique_for_key", (1, 1), 0, Nonce).plain(),
    function(&["ring", "aws_lc_rs"], "Nonce::try_assume_unique_for_key", (1, 1), 0, Nonce).plain(),
    function(&["ring", "aws_lc_rs"], "Ed25519KeyPair::from_pkcs8", (1, 1), 0, PrivateKey).plain(),
    function(&["ring", "aws_lc_rs"], "Ed25519KeyPair::from_seed_unchecked", (1, 1), 0, Key).plain(),
    // openssl
    function(&["openssl"], "encrypt", (4, 4), 1, Key),
    function(&["openssl"], "encrypt", (4, 4), 2, Iv),
    function(&["openssl"], "decrypt", (4, 4), 1, Key),
    function(&["openssl"], "decrypt", (4, 4), 2, Iv),
    function(&["openssl"], "encrypt_aead", (6, 6), 1, Key),
    function(&["openssl"], "encrypt_aead", (6, 6), 2, Iv),
    function(&["openssl"], "decrypt_aead", (6, 6), 1, Key),
    function(&["openssl"], "decrypt_aead", (6, 6), 2, Iv),
    function(&["openssl"], "Crypter::new", (4, 4), 2, Key),
    function(&["openssl"], "Crypter::new", (4, 4), 3, Iv),
    function(&["openssl"], "PKey::hmac", (1, 1), 0, Key).plain(),
    function(&["openssl"], "PKey::private_key_from_raw_bytes", (2, 2), 0, Key).plain(),
    function(&["openssl"], "PKey::private_key_from_pkcs8_passphrase", (2, 2), 1, Password).plain(),
    function(&["openssl"], "PKey::private_key_from_pem_passphrase", (2, 2), 1, Password).plain(),
    function(&["openssl"], "PKey::private_key_from_pem", (1, 1), 0, PrivateKey).plain(),
    // TLS
    function(&["native_tls", "tokio_native_tls", "reqwest"], "Identity::from_pkcs12", (2, 2), 1, Password).plain(),
    function(&["reqwest"], "Identity::from_pkcs12_der", (2, 2), 1, Password).plain(),
    function(&["native_tls", "tokio_native_tls", "reqwest"], "Identity::from_pkcs8", (2, 2), 1, PrivateKey),
    function(&["native_tls", "tokio_native_tls", "reqwest"], "Identity::from_pkcs8_pem", (2, 2), 1, PrivateKey),
    // Tokens and cookies
    function(&["jsonwebtoken"], "EncodingKey::from_secret", (1, 1), 0, Key).plain(),
    function(&["jsonwebtoken"], "EncodingKey::from_base64_secret", (1, 1), 0, Key).plain(),
    function(&["jsonwebtoken"], "DecodingKey::from_secret", (1, 1), 0, Key).plain(),
    function(&["jsonwebtoken"], "DecodingKey::from_base64_secret", (1, 1), 0, Key).plain(),
    function(&["jsonwebtoken"], "EncodingKey::from_rsa_pem", (1, 1), 0, PrivateKey).plain(),
    function(&["jsonwebtoken"], "EncodingKey::from_ec_pem", (1, 1), 0, PrivateKey).plain(),
    function(&["jsonwebtoken"], "EncodingKey::from_ed_pem", (1, 1), 0, PrivateKey).plain(),
    function(&["jwt_simple"], "HS256Key::from_bytes", (1, 1), 0, Key).plain(),
    function(COOKIES, "Key::from", (1, 1), 0, Key),
    function(COOKIES, "Key::try_from", (1, 1), 0, Key),
    function(COOKIES, "Key::derive_from", (1, 1), 0, Key).plain(),
    function(&["rocket"], "SecretKey::from", (1, 1), 0, Key),
    function(&["rocket"], "SecretKey::derive_from", (1, 1), 0, Key),
    // Curves
    function(CURVES, "SecretKey::from_slice", (1, 1), 0, Key),
    function(CURVES, "SecretKey::from_bytes", (1, 1), 0, Key),
    function(CURVES, "SecretKey::from_byte_array", (1, 1), 0, Key),
    function(CURVES, "SecretKey::from_str", (1, 1), 0, Key),
    function(CURVES, "SecretKey::parse", (1, 1), 0, Key),
    function(CURVES, "SecretKey::parse_slice", (1, 1), 0, Key),
    function(CURVES, "SigningKey::from_slice", (1, 1), 0, Key),
    function(CURVES, "SigningKey::from_bytes", (1, 1), 0, Key),
    function(ED25519, "SigningKey::from_bytes", (1, 1), 0, Key),
    function(ED25519, "SigningKey::from_keypair_bytes", (1, 1), 0, Key).plain(),
    function(ED25519, "SecretKey::from_bytes", (1, 1), 0, Key),
    function(ED25519, "Keypair::from_bytes", (1, 1), 0, Key),
    function(ED25519, "Keypair::from_base58_string", (1, 1), 0, Key).plain(),
    function(ED25519, "Keypair::new_from_array", (1, 1), 0, Key),
    function(ED25519, "keypair_from_seed", (1, 1), 0, Key),
    function(ED25519, "StaticSecret::from", (1, 1), 0, Key),
    function(&["alloy", "ethers", "alloy_signer_local"], "LocalWallet::from_str", (1, 1), 0, Key).plain(),
    function(&["alloy", "ethers", "alloy_signer_local"], "PrivateKeySigner::from_str", (1, 1), 0, Key).plain(),
    function(&["alloy", "ethers", "alloy_signer_local"], "PrivateKeySigner::from_slice", (1, 1), 0, Key).plain(),
    function(&["bitcoin"], "PrivateKey::from_wif", (1, 1), 0, PrivateKey).plain(),
    function(&["bip39"], "Mnemonic::parse", (1, 1), 0, Mnemonic),
    function(&["bip39"], "Mnemonic::parse_in", (2, 2), 1, Mnemonic),
    function(&["bip39"], "Mnemonic::parse_normalized", (1, 1), 0, Mnemonic),
    function(&["bip39"], "Mnemonic::parse_in_normalized", (2, 2), 1, Mnemonic),
    function(&["bip39"], "Mnemonic::from_entropy", (1, 2), 0, Key),
    function(&["bip39"], "Mnemonic::from_entropy_in", (2, 2), 1, Key),
    function(&["bip39", "coins_bip39", "bip32"], "Mnemonic::from_phrase", (1, 2), 0, Mnemonic).plain(),
    function(&["bip39", "coins_bip39", "bip32"], "Mnemonic::from_str", (1, 1), 0, Mnemonic),
    // rand: only generators fit for keys; see `hard-coded-seed`.
    function(&["rand", "rand_chacha", "rand_core"], "seed_from_u64", (1, 1), 0, Seed).plain(),
    function(&["rand", "rand_chacha", "rand_core"], "from_seed", (1, 1), 0, Seed).plain(),
    // Clouds and stores
    function(
        &["aws_credential_types", "aws_sdk_s3", "aws_sdk_sts", "aws_config"],
        "Credentials::new",
        (5, 5),
        1,
        Token,
    ),
    function(
        &["aws_credential_types", "aws_sdk_s3", "aws_sdk_sts", "aws_config"],
        "Credentials::new",
        (5, 5),
        2,
        Token,
    ),
    function(&["aws_credential_types"], "Credentials::from_keys", (3, 3), 1, Token),
    function(&["aws_credential_types"], "Credentials::from_keys", (3, 3), 2, Token),
    function(&["s3", "awscreds"], "Credentials::new", (5, 5), 1, Token),
    function(&["s3", "awscreds"], "Credentials::new", (5, 5), 3, Token),
    function(&["rusoto_core", "rusoto_credential"], "StaticProvider::new_minimal", (2, 2), 1, Token).plain(),
    method(&["object_store"], "with_secret_access_key", (1, 1), 0, Token).plain(),
    method(&["object_store"], "with_access_key", (1, 1), 0, Token),
    method(&["object_store"], "with_bearer_token_authorization", (1, 1), 0, Token).plain(),
    // HTTP clients
    method(&["reqwest"], "bearer_auth", (1, 1), 0, Token).plain(),
    method(&["reqwest"], "basic_auth", (2, 2), 1, Password).plain(),
    // A header that is set by its name is `hard-coded-secret`'s.
    function(&["http", "reqwest", "hyper"], "HeaderValue::from_static", (1, 1), 0, Authorization).plain(),
    function(&["http", "reqwest", "hyper"], "HeaderValue::from_str", (1, 1), 0, Authorization).plain(),
    function(&["tonic"], "MetadataValue::from_static", (1, 1), 0, Authorization).plain(),
    // Databases and brokers
    method(DATABASES, "password", (1, 1), 0, Password),
    method(&["mysql", "mysql_async"], "pass", (1, 1), 0, Password),
    method(&["redis"], "set_password", (1, 1), 0, Password),
    method(&["rumqttc"], "set_credentials", (2, 2), 1, Password).plain(),
    function(&["async_nats", "nats"], "ConnectOptions::with_token", (1, 1), 0, Token).plain(),
    function(&["async_nats", "nats"], "ConnectOptions::with_user_and_password", (2, 2), 1, Password).plain(),
    method(&["ldap3"], "simple_bind", (2, 2), 1, Password).plain(),
    method(&["ssh2"], "userauth_password", (2, 2), 1, Password).plain(),
    method(&["russh"], "authenticate_password", (2, 2), 1, Password).plain(),
    function(&["elasticsearch", "opensearch"], "Credentials::Basic", (2, 2), 1, Password).plain(),
    function(&["lettre"], "Credentials::new", (2, 2), 1, Password),
    function(&["suppaftp", "ftp"], "login", (2, 2), 1, Password),
    // Services
    method(&["octocrab"], "personal_token", (1, 1), 0, Token).plain(),
    method(&["octocrab"], "user_access_token", (1, 1), 0, Token).plain(),
    function(&["teloxide", "teloxide_core"], "Bot::new", (1, 1), 0, Token),
    function(&["teloxide", "teloxide_core"], "Bot::with_client", (2, 2), 0, Token),
    function(&["serenity"], "Client::builder", (2, 2), 0, Token),
    function(&["serenity"], "ClientBuilder::new", (2, 2), 0, Token),
    function(&["serenity", "twilight_http"], "Http::new", (1, 1), 0, Token),
    function(&["twilight_http"], "Client::new", (1, 1), 0, Token),
    function(&["stripe"], "Client::new", (1, 1), 0, Token),
    function(&["stripe"], "Client::from_url", (2, 2), 1, Token),
    method(&["async_openai"], "with_api_key", (1, 1), 0, Token).plain(),
    function(&["oauth2", "openidconnect"], "ClientSecret::new", (1, 1), 0, Token),
];
