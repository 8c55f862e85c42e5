//! A web service that keeps running when its token is rotated: see its README.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::get;
use nosecrets::{SecretRef, Subscription, env_secret};
use tokio::net::TcpListener;

static TOKEN: SecretRef = env_secret!("systemd://api-token");

fn main() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(serve())
}

async fn serve() -> Result<(), Box<dyn Error>> {
    // If there is no token, the service does not start.
    let token = Arc::new(TOKEN.subscribe()?);
    tokio::spawn(report(TOKEN.subscribe()?));

    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".into());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("listening on {}", listener.local_addr()?);
    axum::serve(listener, Router::new().route("/", get(hello)).with_state(token)).await?;
    Ok(())
}

/// Reports that the token was replaced. Other programs would reconnect to a database here.
async fn report(mut token: Subscription) {
    while token.changed_async().await.is_ok() {
        println!("the token was replaced");
    }
}

/// Accepts requests with the current token.
async fn hello(State(token): State<Arc<Subscription>>, headers: HeaderMap) -> (StatusCode, &'static str) {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    match (shown, token.latest()) {
        // In constant time, so that nobody can guess the token byte by byte.
        (Some(shown), Ok(token)) if token.ct_eq(shown) => (StatusCode::OK, "hello\n"),
        _ => (StatusCode::UNAUTHORIZED, "no\n"),
    }
}
