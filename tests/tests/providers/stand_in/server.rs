//! A small server of HTTP/1.1, which can also misbehave.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What answers requests.
pub(crate) trait Service: Send + Sync + 'static {
    /// The answer to one request.
    fn answer(&self, request: &Request) -> Reply;
}

/// A request as it came in.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query, still encoded.
    pub(crate) target: String,
    /// Names are in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// The path, still encoded.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap()
    }

    /// A parameter of the query, decoded.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        let query = self.target.split_once('?')?.1;
        let pair = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?;
        Some(decoded(&pair.1.replace('+', " ")))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// Text without percent-encoding.
pub(crate) fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let code = if *first == b'%' { after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()) } else { None };
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// What is answered.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Reply {
        Reply { status, headers: vec![("content-type", kind.into())], body: body.into() }
    }

    pub(crate) fn json(status: u16, body: &serde_json::Value) -> Reply {
        Reply::new(status, "application/json", body.to_string())
    }

    pub(crate) fn empty(status: u16) -> Reply {
        Reply { status, headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self.headers.push((name, value.into()));
        self
    }
}

/// How a server behaves.
#[derive(Debug, Clone)]
pub(crate) enum Mode {
    /// As it should.
    Normal,
    /// Answers after so long.
    Slow(Duration),
    /// Says 200, and then what is not JSON.
    Garbage,
    /// Does not speak HTTP.
    NotHttp,
    /// Says 200, and then so many bytes.
    Huge(usize),
    /// The same without saying how many they will be.
    Endless(usize),
    /// Closes the connection in the middle of the answer.
    Cut,
    /// Closes the connection without an answer.
    Away,
    /// Answers this, whatever is asked.
    Always(Reply),
}

/// A server on a port of this machine, until it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    is_tls: bool,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    service: Arc<dyn Service>,
    tls: Option<Arc<ServerConfig>>,
    /// How it behaves where the target has this part.
    mode: Mutex<(&'static str, Mode)>,
    seen: Mutex<Vec<String>>,
    open: Mutex<Vec<TcpStream>>,
    stopped: AtomicBool,
}

impl Server {
    /// Starts to listen; with `tls`, only to those who trust it.
    pub(crate) fn start(service: Arc<dyn Service>, tls: Option<Arc<ServerConfig>>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let is_tls = tls.is_some();
        let shared = Arc::new(Shared {
            service,
            tls,
            mode: Mutex::new(("", Mode::Normal)),
            seen: Mutex::default(),
            open: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let thread = thread::spawn({
            let shared = Arc::clone(&shared);
            move || listen(&listener, &shared)
        });
        Server { address, is_tls, shared, thread: Some(thread) }
    }

    /// Its address, such as `http://127.0.0.1:1234`.
    pub(crate) fn url(&self) -> String {
        format!("{}://{}", if self.is_tls { "https" } else { "http" }, self.address)
    }

    /// From now on it behaves like this.
    pub(crate) fn set_mode(&self, mode: Mode) {
        self.set_mode_for("", mode);
    }

    /// The same for requests that have `part` in their target; others are
    /// answered as they should be.
    pub(crate) fn set_mode_for(&self, part: &'static str, mode: Mode) {
        *self.shared.mode.lock().unwrap() = (part, mode);
    }

    /// Method and target of every request so far.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.shared.seen.lock().unwrap().clone()
    }

    /// How many requests had `part` in their target.
    pub(crate) fn count(&self, part: &str) -> usize {
        self.seen().iter().filter(|line| line.contains(part)).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for connections.
        let _ = TcpStream::connect(self.address);
        for stream in self.shared.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        let _ = self.thread.take().unwrap().join();
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let shared = Arc::clone(shared);
        shared.open.lock().unwrap().push(stream.try_clone().unwrap());
        thread::spawn(move || {
            let end = stream.try_clone().unwrap();
            // A client that goes away is none of the server's business.
            let _ = match &shared.tls {
                Some(tls) => {
                    let connection = ServerConnection::new(Arc::clone(tls)).unwrap();
                    serve(StreamOwned::new(connection, stream), &shared)
                }
                None => serve(stream, &shared),
            };
            let _ = end.shutdown(Shutdown::Both);
        });
    }
}

fn serve(stream: impl Read + Write, shared: &Shared) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    while let Some(request) = receive(&mut stream)? {
        shared.seen.lock().unwrap().push(format!("{} {}", request.method, request.target));
        let (part, mode) = shared.mode.lock().unwrap().clone();
        let mode = if request.target.contains(part) { mode } else { Mode::Normal };
        let ok = |body: Vec<u8>| Reply::new(200, "application/json", body);
        let out = stream.get_mut();
        match mode {
            Mode::Normal => send(out, &shared.service.answer(&request))?,
            Mode::Slow(wait) => {
                thread::sleep(wait);
                send(out, &shared.service.answer(&request))?;
            }
            Mode::Garbage => send(out, &ok(b"\x00\xff<html>{\"data\":".to_vec()))?,
            Mode::NotHttp => return out.write_all(b"SSH-2.0-stand-in\r\n\r\n"),
            Mode::Huge(size) => send(out, &ok(huge(size)))?,
            Mode::Endless(size) => {
                out.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n")?;
                return out.write_all(&huge(size));
            }
            Mode::Away => return Ok(()),
            Mode::Cut => return out.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"data\":"),
            Mode::Always(reply) => send(out, &reply)?,
        }
    }
    Ok(())
}

/// JSON that would be right, were it not so long.
fn huge(size: usize) -> Vec<u8> {
    let mut body = br#"{"data":{"data":{"api_key":""#.to_vec();
    body.resize(size, b'x');
    body.extend_from_slice(br#""}}}"#);
    body
}

fn receive(stream: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let (method, target) = (method.to_owned(), target.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(Some(Request { method, target, headers, body }))
}

fn send(stream: &mut impl Write, reply: &Reply) -> io::Result<()> {
    let mut bytes =
        format!("HTTP/1.1 {} Reason\r\ncontent-length: {}\r\n", reply.status, reply.body.len()).into_bytes();
    for (name, value) in &reply.headers {
        bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(&reply.body);
    stream.write_all(&bytes)?;
    stream.flush()
}
