//! The address of a server.

use std::net::IpAddr;

use ureq::http::Uri;

use crate::{ErrorKind, Failure};

/// The address of a server, without a trailing slash.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    url: String,
    is_loopback: bool,
}

impl Address {
    /// Parses an address such as `https://vault.example:8200`, with a path if the server is behind
    /// one.
    ///
    /// # Errors
    /// If it is invalid, contains credentials, or is neither HTTPS nor this machine and
    /// `allow_http` is not set. The address itself is never shown.
    pub(crate) fn parse(text: &str, allow_http: bool) -> Result<Address, Failure> {
        let malformed = |detail: &str| Failure::new(ErrorKind::Malformed, detail);
        let url = text.trim().trim_end_matches('/');
        let uri: Uri = url.parse().map_err(|_| malformed("the server's address is not a URL"))?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(malformed("the server's address does not begin with `https://`"));
        };
        if authority.as_str().contains('@') || uri.query().is_some() || url.contains('#') {
            return Err(malformed("the server's address may contain only host, port and path"));
        }
        let is_loopback = is_loopback(authority.host());
        match scheme {
            "https" => {}
            "http" if is_loopback || allow_http => {}
            "http" => return Err(malformed("the server's address is not HTTPS, so anyone on the way could read")),
            _ => return Err(malformed("the server's address is neither HTTPS nor HTTP")),
        }
        Ok(Address { url: url.to_owned(), is_loopback })
    }

    /// Whether the server is this machine.
    pub(super) fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    pub(super) fn as_str(&self) -> &str {
        &self.url
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3, and those in `also`.
pub(crate) fn encode(text: &str, also: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-._~".contains(c) || (c.is_ascii() && also.contains(c)) {
            encoded.push(c);
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> Option<String> {
        Address::parse(text, false).err().map(|failure| failure.detail)
    }

    #[test]
    fn https_is_taken_and_http_only_on_this_machine() {
        for address in [
            "https://vault.example",
            "https://vault.example:8200/",
            "https://example/vault",
            "http://localhost:8200",
            "http://127.0.0.1:8200",
            "http://[::1]:8200",
        ] {
            assert_eq!(refusal(address), None, "{address}");
        }
        for address in ["http://vault.example", "http://10.0.0.1", "http://localhost.example", "ftp://vault.example"] {
            assert!(refusal(address).is_some(), "{address}");
        }
        assert!(Address::parse("http://vault.example", true).is_ok());
    }

    #[test]
    fn what_is_no_address_is_refused_without_being_shown() {
        for address in ["", "vault.example:8200", "https://", "https://user:hunter2@vault", "https://v?token=hunter2"] {
            let detail = refusal(address).expect("refused");
            assert!(!detail.contains("hunter2"), "{detail}");
        }
    }

    #[test]
    fn a_slash_at_the_end_makes_no_difference() {
        let address = Address::parse("https://vault.example/x/", false).unwrap();
        assert_eq!(address.as_str(), "https://vault.example/x");
    }

    #[test]
    fn everything_but_unreserved_characters_is_encoded() {
        assert_eq!(encode("a b/é~", "/"), "a%20b/%C3%A9~");
        assert_eq!(encode("host/prod", ""), "host%2Fprod");
    }
}
