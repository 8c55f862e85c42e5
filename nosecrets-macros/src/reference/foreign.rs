//! Parts that other tools' references have and ours never do: the address of a server, a login.

use super::has;
use crate::mistake::Mistake;

/// Rejects a reference that contains an address or a login, or is the bare name of a secret at AWS.
pub(super) fn check(reference: &str) -> Result<(), Mistake> {
    let (scheme, rest) = reference.split_once(':').unwrap_or_default();
    if scheme == "arn" {
        return Err(Mistake::BareArn);
    }
    let Some(rest) = rest.strip_prefix("//") else { return Ok(()) };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if has(authority, b'@') {
        Err(Mistake::Login)
    } else if matches!(scheme, "http" | "https" | "tcp" | "unix") || is_address(scheme, authority) {
        Err(Mistake::Address)
    } else {
        Ok(())
    }
}

/// Whether the first segment is a server rather than a mount or a folder.
fn is_address(scheme: &str, segment: &str) -> bool {
    let (host, port) = match segment.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (segment, None),
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_ipv4 = || host.split('.').count() == 4 && host.split('.').all(is_number);
    // No mount of Vault has a name like a host.
    let is_host = || scheme == "vault" && host.split('.').filter(|label| !label.is_empty()).count() >= 3;
    port.is_some_and(is_number) || segment.starts_with('[') || host == "localhost" || is_ipv4() || is_host()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_refused() {
        for reference in [
            "vault://127.0.0.1:8200/secret/x",
            "vault://127.0.0.1/secret/x",
            "vault://[::1]:8200/secret/x",
            "vault://localhost/secret/x",
            "vault://vault.example.com/secret/x",
            "conjur://conjur:443/prod/x",
            "https://vault.example.com/v1/secret/data/x",
            "http://localhost",
        ] {
            assert_eq!(check(reference), Err(Mistake::Address), "{reference}");
        }
    }

    #[test]
    fn logins_are_refused() {
        for reference in ["vault://user:pass@host/secret/x", "vault://token@host:8200/x", "postgres://u:p@db/x"] {
            assert_eq!(check(reference), Err(Mistake::Login), "{reference}");
        }
    }

    #[test]
    fn names_with_dots_and_colons_further_on_are_none() {
        for reference in [
            "aws-sm://example.com/prod",
            "aws-sm://team:prod/x",
            "keyring://app/alice@example.com",
            "file:///etc/app.d/x:1",
            "vault://kv.v2/x",
            "conjur://a.b.c/x",
            "aws-sm:arn:aws:secretsmanager:eu-west-1:000000000000:secret:x",
        ] {
            assert_eq!(check(reference), Ok(()), "{reference}");
        }
    }
}
