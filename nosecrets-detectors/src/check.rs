//! The validators' names, and their verdicts.
//!
//! Their code is in the module `validator`, behind the feature `validators`: it is half of this
//! crate, and users of `env_secret!` need not compile it.

/// A validator's verdict on a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The checksum or structure is valid, and hardly by chance.
    Valid,
    /// The checksum or structure is invalid: this is not a token of that kind.
    Invalid,
    /// The shape is right, but nothing in the token can be verified offline.
    Unknown,
}

macro_rules! validators {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A check that reads only the token.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Validator {
            $($(#[$doc])* $variant,)+
        }

        impl Validator {
            /// Every validator, in order.
            pub const ALL: &'static [Validator] = &[$(Validator::$variant),+];

            /// The name used in data.
            #[must_use]
            #[inline]
            pub const fn name(self) -> &'static str {
                match self { $(Validator::$variant => $name),+ }
            }

            /// The validator with this name.
            #[must_use]
            #[inline]
            pub fn from_name(name: &str) -> Option<Validator> {
                match name { $($name => Some(Validator::$variant),)+ _ => None }
            }
        }
    };
}

validators! {
    /// Nothing to check.
    None = "none",

    /// CRC-32 of the body after the last `_`, in base 62, as the last six characters: GitHub, npm,
    /// Vercel, Polar.
    Crc32Base62 = "crc32-base62",
    /// CRC-32 of everything before it, as eight upper-case hex digits: Atlassian, Bitbucket.
    Crc32HexWhole = "crc32-hex-whole",
    /// Cloudflare keys and tokens: CRC-32 of the body in lower-case hex.
    Cloudflare = "cloudflare",
    /// Zuplo API key: CRC-32 of the body in hex.
    Zuplo = "zuplo",
    /// Confluent API secret: little-endian CRC-32 in base 64.
    Confluent = "confluent",
    /// Grafana service account token: little-endian CRC-32 in hex.
    GrafanaServiceAccount = "grafana-service-account",
    /// crates.io trusted publishing token: one character of XOR.
    CratesIoTrustpub = "crates-io-trustpub",
    /// GitHub fine-grained personal access token: part of a SHA-256.
    GithubFineGrained = "github-fine-grained",
    /// GitLab token in the routable form.
    GitlabRoutable = "gitlab-routable",
    /// Supabase API key, which is bound to a project.
    Supabase = "supabase",
    /// Thunderstore service account token.
    Thunderstore = "thunderstore",
    /// Stack Auth key.
    StackAuth = "stack-auth",

    /// Microsoft Entra client secret.
    EntraAppSecret = "entra-app-secret",
    /// Azure DevOps personal access token of 52 characters.
    AzureDevopsPat = "azure-devops-pat",
    /// Azure common annotated security key.
    AzureCask = "azure-cask",
    /// Azure key with a four-character signature of its service.
    AzureIdentifiableKey = "azure-identifiable-key",

    /// JSON web token, signed or encrypted.
    Jwt = "jwt",
    /// AWS access key id.
    AwsAccessKeyId = "aws-access-key-id",
    /// PyPI API token.
    Pypi = "pypi",
    /// Sentry organisation token.
    SentryOrg = "sentry-org",
    /// Grafana Cloud access policy token or legacy API key.
    GrafanaCloud = "grafana-cloud",
    /// JFrog reference token.
    JfrogReference = "jfrog-reference",
    /// JFrog API key.
    JfrogApiKey = "jfrog-api-key",
    /// Token of a self-hosted Jira or Bitbucket.
    AtlassianDataCenter = "atlassian-data-center",
    /// Discord bot token.
    DiscordBot = "discord-bot",
    /// Telegram bot token.
    TelegramBot = "telegram-bot",
    /// Google Cloud service account key, as JSON or in base 64.
    GcpServiceAccount = "gcp-service-account",
    /// 1Password service account token.
    OnepasswordServiceAccount = "onepassword-service-account",
    /// JSON web key with its private part, as JSON or in base 64.
    JwkPrivate = "jwk-private",
    /// Tink keyset in base 64.
    TinkKeyset = "tink-keyset",

    /// Private key in Bech32: age, Nostr.
    Bech32 = "bech32",
    /// BIP-39 mnemonic in English.
    Bip39 = "bip39",
    /// Private key on the curve secp256k1, in hex.
    Secp256k1Scalar = "secp256k1-scalar",
    /// Bitcoin private key in wallet import format.
    Wif = "wif",
    /// BIP-32 extended private key.
    Xprv = "xprv",
    /// Stellar secret seed.
    StellarSeed = "stellar-seed",
    /// Solana key pair.
    SolanaKeypair = "solana-keypair",

    /// Private key in PEM, an OpenSSH container or OpenPGP armour.
    PemPrivateKey = "pem-private-key",
    /// PuTTY private key file.
    PuttyPrivateKey = "putty-private-key",

    /// HashiCorp Vault or OpenBao token.
    VaultToken = "vault-token",
    /// CyberArk Conjur API key.
    ConjurApiKey = "conjur-api-key",
    /// CircleCI personal or project token.
    Circleci = "circleci",
    /// Docker Hub personal access token.
    DockerHub = "docker-hub",
    /// Slack token.
    Slack = "slack",
    /// SendGrid API key.
    Sendgrid = "sendgrid",
    /// Fly.io macaroon.
    Fly = "fly",
    /// HCP Terraform token.
    Terraform = "terraform",

    /// A user and a password in an address.
    LoginAddress = "login-address",
    /// A user and a password for `curl -u`.
    LoginOption = "login-option",
    /// A line of `.netrc`.
    LoginNetrc = "login-netrc",
    /// A user and a password in base 64, as in HTTP Basic authentication.
    LoginBasic = "login-basic",
}

#[cfg(not(feature = "validators"))]
impl Validator {
    /// Without validators, nothing can be checked: every token of the right shape is taken for a
    /// credential.
    pub(crate) fn check_in(self, _token: &[u8], _surroundings: &[u8]) -> Verdict {
        Verdict::Unknown
    }
}
