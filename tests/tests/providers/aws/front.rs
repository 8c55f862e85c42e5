//! A server that hands requests on to another one, unless it is told what to say.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// A request as it came in.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// Method, path and version.
    pub(crate) line: String,
    /// Names are in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// What is asked for, such as `GetSecretValue`.
    pub(crate) fn operation(&self) -> &str {
        self.headers.get("x-amz-target").and_then(|target| target.rsplit('.').next()).unwrap_or_default()
    }

    /// The access key that signed it.
    pub(crate) fn access_key(&self) -> Option<&str> {
        let signed = self.headers.get("authorization")?.split_once("Credential=")?.1;
        signed.split('/').next()
    }
}

/// What is said instead of what the other server says.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn new(status: u16, body: impl Into<Vec<u8>>) -> Reply {
        Reply { status, headers: Vec::new(), body: body.into() }
    }

    /// An error as AWS's JSON services send it.
    pub(crate) fn error(status: u16, code: &str) -> Reply {
        Reply::new(status, format!("{{\"__type\":\"{code}\",\"Message\":\"correct-horse-battery\"}}"))
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Reply {
        self.headers.push((name, value.to_owned()));
        self
    }
}

type Answer = dyn Fn(&Request) -> Option<Reply> + Send + Sync;

/// A server on a port of this machine, until it is dropped.
pub(crate) struct Front {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    /// Who answers what this server does not.
    behind: Option<SocketAddr>,
    answer: Mutex<Arc<Answer>>,
    delay: Mutex<Duration>,
    is_down: AtomicBool,
    is_over: AtomicBool,
    reads: AtomicUsize,
    open: Mutex<Vec<TcpStream>>,
}

impl Front {
    pub(crate) fn start(behind: Option<SocketAddr>) -> Front {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            behind,
            answer: Mutex::new(Arc::new(|_: &Request| None)),
            delay: Mutex::default(),
            is_down: AtomicBool::new(false),
            is_over: AtomicBool::new(false),
            reads: AtomicUsize::new(0),
            open: Mutex::default(),
        });
        spawn_listener(listener, Arc::clone(&shared));
        Front { address, shared }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on it says this, where that is something.
    pub(crate) fn answer(&self, answer: impl Fn(&Request) -> Option<Reply> + Send + Sync + 'static) {
        *self.shared.answer.lock().unwrap() = Arc::new(answer);
    }

    /// From now on it takes so long.
    pub(crate) fn delay(&self, delay: Duration) {
        *self.shared.delay.lock().unwrap() = delay;
    }

    /// From now on nobody listens, or again somebody does.
    pub(crate) fn set_down(&self, is_down: bool) {
        if self.shared.is_down.swap(is_down, Ordering::SeqCst) == is_down {
            return;
        }
        if is_down {
            self.hang_up();
        } else {
            let listener = TcpListener::bind(self.address).unwrap();
            spawn_listener(listener, Arc::clone(&self.shared));
        }
    }

    /// How many requests for values came in.
    pub(crate) fn reads(&self) -> usize {
        self.shared.reads.load(Ordering::SeqCst)
    }

    fn hang_up(&self) {
        // Wakes the thread that waits for connections, which then lets the port go.
        let _ = TcpStream::connect(self.address);
        while TcpStream::connect(self.address).is_ok() {
            thread::sleep(Duration::from_millis(5));
        }
        for stream in self.shared.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        self.set_down(true);
    }
}

fn spawn_listener(listener: TcpListener, shared: Arc<Shared>) {
    thread::spawn(move || {
        for stream in listener.incoming() {
            if shared.is_down.load(Ordering::SeqCst) {
                return;
            }
            let stream = stream.unwrap();
            shared.open.lock().unwrap().push(stream.try_clone().unwrap());
            let shared = Arc::clone(&shared);
            // A client that goes away is none of the server's business.
            thread::spawn(move || serve(&stream, &shared));
        }
    });
}

fn serve(stream: &TcpStream, shared: &Shared) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let request = read(&mut reader)?;
    if request.operation().contains("GetSecretValue") {
        shared.reads.fetch_add(1, Ordering::SeqCst);
    }
    wait(shared);
    let answer = Arc::clone(&*shared.answer.lock().unwrap());
    let reply = match (answer(&request), shared.behind) {
        (Some(reply), _) => written(&reply),
        (None, Some(behind)) => forward(&request, behind)?,
        (None, None) => written(&Reply::new(404, "")),
    };
    let mut stream = stream;
    stream.write_all(&reply).ok()?;
    stream.shutdown(std::net::Shutdown::Both).ok()
}

/// Takes as long as it was told to, or until it is told otherwise.
fn wait(shared: &Shared) {
    let begun = Instant::now();
    while begun.elapsed() < *shared.delay.lock().unwrap() && !shared.is_over.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(10));
    }
}

fn read(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut headers = BTreeMap::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { line: line.trim_end().to_owned(), headers, body })
}

fn written(reply: &Reply) -> Vec<u8> {
    let mut head =
        format!("HTTP/1.1 {} X\r\ncontent-length: {}\r\nconnection: close\r\n", reply.status, reply.body.len());
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    [head.as_bytes(), b"\r\n", &reply.body].concat()
}

/// The other server's answer, as it came.
fn forward(request: &Request, to: SocketAddr) -> Option<Vec<u8>> {
    let mut head = format!("{}\r\n", request.line);
    for (name, value) in request.headers.iter().filter(|(name, _)| *name != "connection") {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("connection: close\r\n\r\n");
    let mut stream = TcpStream::connect(to).ok()?;
    stream.write_all(&[head.as_bytes(), &request.body].concat()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    Some(answer)
}
