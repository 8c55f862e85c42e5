//! Checksums and self-describing structures.
//!
//! Data only names a [`Validator`]; what it does is written here. A validator
//! reads nothing but the bytes it is given, never panics and takes time linear
//! in their number (base 58 excepted: its inputs are cut off at a fixed length).
//!
//! * primitives: `crc`, `sha2`, `marvin32`, `base`, `radix`, `ed25519`, `json`, `der`, `text`
//! * `seal`: formats that end in a checksum of what stands before it
//! * all other modules: formats, one module per vendor or family
//!
//! A format says one of three things of a token, by how much its test proves:
//! a checksum or structure makes it [`Verdict::Valid`]; a shape that any random
//! token has leaves it [`Verdict::Unknown`]; what fails is [`Verdict::Invalid`].

mod aws;
pub(crate) mod azure;
pub(crate) mod base;
pub(crate) mod bech32;
pub(crate) mod bip39;
pub(crate) mod conjur;
pub(crate) mod crc;
mod der;
mod documents;
pub(crate) mod ed25519;
mod gitlab;
mod json;
mod jwt;
mod login;
mod macaroon;
pub(crate) mod marvin32;
mod openpgp;
mod openssh;
mod pem;
mod pkcs;
mod putty;
pub(crate) mod radix;
pub(crate) mod seal;
mod servers;
pub(crate) mod sha2;
mod shapes;
pub(crate) mod supabase;
mod text;
mod wallets;

/// What a validator says of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The checksum or structure holds, and chance would hardly have made it so.
    Valid,
    /// It does not: this is no token of that kind.
    Invalid,
    /// The shape is right, but nothing in it can be checked offline.
    Unknown,
}

impl Verdict {
    fn valid_if(right: bool) -> Verdict {
        if right {
            Verdict::Valid
        } else {
            Verdict::Invalid
        }
    }

    fn unknown_if(right: bool) -> Verdict {
        if right {
            Verdict::Unknown
        } else {
            Verdict::Invalid
        }
    }
}

/// Public metadata that a token carries, such as the account it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fact {
    /// What it is, in lower case: `account`, `issuer`, `expires`.
    pub label: &'static str,
    /// Its value; never a secret part of the token.
    pub value: String,
}

macro_rules! validators {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A check that needs nothing but the token.
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

            /// The validator of that name.
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

    /// CRC-32 of the body after the last `_`, in base 62, as the last six
    /// characters: GitHub, npm, Vercel, Polar.
    Crc32Base62 = "crc32-base62",
    /// CRC-32 of all before it as eight upper-case hex digits: Atlassian, Bitbucket.
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
    /// Private key on the curve secp256k1 in hex.
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
    /// A user and a password in base 64, as HTTP Basic has them.
    LoginBasic = "login-basic",
}

impl Validator {
    /// Checks a whole token.
    #[must_use]
    pub fn check(self, token: &[u8]) -> Verdict {
        match self {
            Validator::Supabase => supabase::check(token, b""),
            Validator::VaultToken => shapes::vault(token),
            _ if self.is_older_form(token) => Verdict::Unknown,
            _ => match (seal::rule(self), self.structure(), self.shape()) {
                (Some(rule), ..) => Verdict::valid_if(self.carries(rule(token), token)),
                (_, Some(structure), _) => Verdict::valid_if(structure(token)),
                (.., Some(shape)) => Verdict::unknown_if(shape(token)),
                _ => Verdict::Unknown,
            },
        }
    }

    /// Checks a whole token that stands in a text, to parts of which it may be
    /// bound: a Supabase key is checked against the projects named there.
    #[must_use]
    pub fn check_in(self, token: &[u8], surroundings: &[u8]) -> Verdict {
        match self {
            Validator::Supabase => supabase::check(token, surroundings),
            _ => self.check(token),
        }
    }

    /// What the token tells about itself that may be shown; nothing of it is secret.
    ///
    /// Inlined, as all that it calls, so that users of the macro, which tells no facts, do not
    /// compile it.
    #[must_use]
    #[inline]
    pub fn facts(self, token: &[u8]) -> Vec<Fact> {
        match self {
            Validator::AwsAccessKeyId => aws::facts(token),
            Validator::DiscordBot => servers::discord_facts(token),
            Validator::GcpServiceAccount => documents::gcp_facts(token),
            Validator::GitlabRoutable => gitlab::facts(token),
            Validator::GrafanaCloud => documents::grafana_facts(token),
            Validator::JfrogReference => servers::jfrog_facts(token),
            Validator::Jwt => jwt::facts(token),
            Validator::OnepasswordServiceAccount => documents::onepassword_facts(token),
            Validator::Pypi => macaroon::pypi_facts(token),
            Validator::SentryOrg => documents::sentry_facts(token),
            Validator::TelegramBot => servers::telegram_facts(token),
            _ => Vec::new(),
        }
    }

    /// Is it in a form from before the vendor added a checksum?
    fn is_older_form(self, token: &[u8]) -> bool {
        match self {
            Validator::EntraAppSecret => token.get(3..6) == Some(b"7Q~"),
            Validator::GitlabRoutable => !gitlab::is_routable(token),
            _ => false,
        }
    }

    fn carries(self, seal: Option<seal::Seal>, token: &[u8]) -> bool {
        let sealed = seal.is_some_and(|seal| seal.holds(token));
        sealed && (self != Validator::GitlabRoutable || gitlab::length_fits(token))
    }

    /// The test of a format that chance would hardly pass.
    fn structure(self) -> Option<fn(&[u8]) -> bool> {
        Some(match self {
            Validator::AtlassianDataCenter => servers::is_atlassian,
            Validator::AzureCask => azure::is_cask,
            Validator::AzureDevopsPat => azure::is_devops_pat,
            Validator::AzureIdentifiableKey => azure::is_identifiable,
            Validator::Bech32 => bech32::is_valid,
            Validator::Bip39 => bip39::is_valid,
            Validator::DiscordBot => servers::is_discord,
            Validator::Fly => macaroon::is_fly,
            Validator::GcpServiceAccount => documents::is_gcp,
            Validator::GrafanaCloud => documents::is_grafana_cloud,
            Validator::JfrogReference => servers::is_jfrog_reference,
            Validator::Jwt => jwt::is_valid,
            Validator::JwkPrivate => documents::is_jwk,
            Validator::OnepasswordServiceAccount => documents::is_onepassword,
            Validator::PemPrivateKey => pem::is_valid,
            Validator::PuttyPrivateKey => putty::is_valid,
            Validator::Pypi => macaroon::is_pypi,
            Validator::SentryOrg => documents::is_sentry,
            Validator::SolanaKeypair => wallets::is_solana,
            Validator::StellarSeed => wallets::is_stellar,
            Validator::TinkKeyset => documents::is_tink,
            Validator::Wif => wallets::is_wif,
            Validator::Xprv => wallets::is_xprv,
            _ => return None,
        })
    }

    /// The test of a format that only rules tokens out.
    fn shape(self) -> Option<fn(&[u8]) -> bool> {
        Some(match self {
            Validator::AwsAccessKeyId => aws::is_plausible,
            Validator::Circleci => shapes::is_circleci,
            Validator::ConjurApiKey => conjur::is_plausible,
            Validator::DockerHub => shapes::is_docker_hub,
            Validator::JfrogApiKey => servers::is_jfrog_key,
            Validator::LoginAddress => login::is_address,
            Validator::LoginBasic => login::is_basic,
            Validator::LoginNetrc => login::is_netrc,
            Validator::LoginOption => login::is_option,
            Validator::Secp256k1Scalar => wallets::is_secp256k1,
            Validator::Sendgrid => shapes::is_sendgrid,
            Validator::Slack => shapes::is_slack,
            Validator::TelegramBot => servers::is_telegram,
            Validator::Terraform => shapes::is_terraform,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod vectors;
