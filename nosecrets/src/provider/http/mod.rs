//! A small blocking HTTP client for secrets managers.
//!
//! Each request goes to one server, over TLS unless the server is this machine, and ends by its
//! deadline. Redirects are not followed, so that credentials never go anywhere else. A server's
//! response never becomes part of a [`Failure`].

mod address;
mod json;
mod session;
mod settings;
mod setup;
mod sts;
mod tls;

pub(super) use address::{encode, Address};
pub(super) use json::Json;
pub(super) use session::{Health, Session};
pub(super) use settings::{Settings, Source};
pub(super) use setup::Setup;
pub use sts::AwsCredentials;
pub(super) use sts::{Identity, Method};
pub(super) use tls::Tls;

use std::io::{self, Read};
use std::time::{Duration, Instant};

use secrecy::zeroize::Zeroizing;
use ureq::http::{header, HeaderMap, HeaderValue, Request as HttpRequest};
use ureq::{Agent, Body, Timeout};

use crate::{ErrorKind, Failure};

/// Maximum length of a response, in bytes. Vault accepts requests of up to 32 MiB by default, but a
/// secret is a credential, not a file.
const LIMIT: usize = 1 << 20;

/// Maximum time for name resolution, connection and handshake.
const CONNECT: Duration = Duration::from_secs(5);

/// Connections to one server.
#[derive(Debug)]
pub(super) struct Client {
    agent: Agent,
    address: Address,
}

impl Client {
    /// A client for the server at `address`. It does not connect yet.
    ///
    /// # Errors
    /// If certificates or keys in `tls` are invalid.
    pub(super) fn new(address: Address, tls: &Tls) -> Result<Client, Failure> {
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(concat!("nosecrets/", env!("CARGO_PKG_VERSION")))
            .accept_encoding(ureq::config::AutoHeaderValue::None)
            .tls_config(tls.config()?);
        if address.is_loopback() {
            config = config.proxy(None);
        }
        Ok(Client { agent: config.build().new_agent(), address })
    }

    /// `path` is the path and query of the request line, encoded.
    pub(super) fn get(&self, path: &str) -> Request<'_> {
        self.request("GET", path, None)
    }

    /// A POST request; its body is overwritten after it has been sent.
    pub(super) fn post(&self, path: &str, body: impl Into<Vec<u8>>) -> Request<'_> {
        self.request("POST", path, Some(Zeroizing::new(body.into())))
    }

    fn request(&self, method: &'static str, path: &str, body: Option<Zeroizing<Vec<u8>>>) -> Request<'_> {
        let url = format!("{}{path}", self.address.as_str());
        Request { client: self, method, url, headers: HeaderMap::new(), body }
    }
}

/// A request under construction.
pub(super) struct Request<'a> {
    client: &'a Client,
    method: &'static str,
    url: String,
    headers: HeaderMap,
    body: Option<Zeroizing<Vec<u8>>>,
}

impl Request<'_> {
    /// Adds a header, which ureq never logs.
    ///
    /// # Errors
    /// If the value is not valid in a header, such as a token with a newline.
    pub(super) fn header(mut self, name: &'static str, value: &str) -> Result<Self, Failure> {
        let mut value = HeaderValue::from_str(value).map_err(|_| {
            Failure::new(ErrorKind::Malformed, format!("the value of the header `{name}` is not a single line of text"))
        })?;
        value.set_sensitive(true);
        self.headers.insert(name, value);
        Ok(self)
    }

    /// Sends the request and reads the response, whatever its status.
    ///
    /// # Errors
    /// If there is no response by `deadline`, or its size is implausible.
    pub(super) fn send(self, deadline: Instant) -> Result<Answer, Failure> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Failure::new(ErrorKind::Unavailable, "the deadline passed before the request was sent"));
        }
        let response = self.run(left).map_err(|error| failure(&error))?;
        let (head, body) = response.into_parts();
        Ok(Answer {
            status: head.status.as_u16(),
            retry_after: retry_after(&head.headers),
            is_base64: head.headers.get(header::CONTENT_ENCODING).is_some_and(|value| value == "base64"),
            body: read(body)?,
        })
    }

    fn run(self, left: Duration) -> Result<ureq::http::Response<Body>, ureq::Error> {
        let mut request = HttpRequest::builder().method(self.method).uri(&self.url);
        if let Some(headers) = request.headers_mut() {
            *headers = self.headers;
        }
        let agent = &self.client.agent;
        match self.body {
            None => agent.run(timed(agent, request.body(())?, left)),
            Some(body) => agent.run(timed(agent, request.body(body.as_slice())?, left)),
        }
    }
}

fn timed<S: ureq::AsSendBody>(agent: &Agent, request: HttpRequest<S>, left: Duration) -> HttpRequest<S> {
    let config = agent.configure_request(request);
    config.timeout_global(Some(left)).timeout_connect(Some(left.min(CONNECT))).build()
}

/// The response of a server.
pub(super) struct Answer {
    /// The HTTP status.
    pub(super) status: u16,
    /// How long the server asks us to wait.
    pub(super) retry_after: Option<Duration>,
    /// Whether the body is base64, as Conjur sends it if requested.
    #[cfg_attr(not(feature = "conjur"), expect(dead_code, reason = "Vault never does"))]
    pub(super) is_base64: bool,
    /// The body, overwritten when dropped.
    pub(super) body: Zeroizing<Vec<u8>>,
}

/// `Retry-After` in seconds. The other form, a date, is not worth a parser.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// Reads the body into memory that is overwritten, including buffers that it outgrew.
fn read(body: Body) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let length = body.content_length().unwrap_or(0);
    let too_long = || Failure::new(ErrorKind::Malformed, "the response is longer than 1 MiB");
    if length > LIMIT as u64 {
        return Err(too_long());
    }
    let mut reader = body.into_reader();
    let mut bytes = Zeroizing::new(vec![0; (length as usize + 1).max(4096)]);
    let mut filled = 0;
    loop {
        match reader.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failure(&ureq::Error::from(error))),
        }
        if filled > LIMIT {
            return Err(too_long());
        }
        if filled == bytes.len() {
            let mut longer = Zeroizing::new(vec![0; filled * 2]);
            longer[..filled].copy_from_slice(&bytes);
            bytes = longer;
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// The failure for an error of ureq, in our own words, because ureq's may contain the URL.
fn failure(error: &ureq::Error) -> Failure {
    let (kind, detail) = match error {
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => (ErrorKind::Unavailable, "cannot connect in time"),
        ureq::Error::Timeout(_) => (ErrorKind::Unavailable, "there was no response in time"),
        ureq::Error::HostNotFound => (ErrorKind::Unavailable, "the server's name cannot be resolved"),
        ureq::Error::Io(error) => return Failure::new(ErrorKind::Unavailable, io_detail(error)),
        ureq::Error::Rustls(error) => return Failure::new(ErrorKind::Unavailable, tls::detail(error)),
        ureq::Error::Tls(_) | ureq::Error::TlsRequired => (ErrorKind::Unavailable, "TLS failed"),
        ureq::Error::ConnectProxyFailed(_) => (ErrorKind::Unavailable, "the proxy does not connect to the server"),
        ureq::Error::Http(_) | ureq::Error::BadUri(_) => (ErrorKind::Malformed, "the request's address is malformed"),
        ureq::Error::Protocol(_) | ureq::Error::LargeResponseHeader(..) => {
            (ErrorKind::Malformed, "the server does not speak HTTP")
        }
        _ => (ErrorKind::Unavailable, "the connection failed"),
    };
    Failure::new(kind, detail)
}

fn io_detail(error: &io::Error) -> &'static str {
    if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        return tls::detail(error);
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "the connection is refused",
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof => {
            "the server closed the connection"
        }
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => "there was no response in time",
        _ => "the connection failed",
    }
}
