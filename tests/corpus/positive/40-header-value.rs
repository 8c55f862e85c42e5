//@ kinds: structured key
use http::header::{AUTHORIZATION, HeaderMap, HeaderValue};

fn headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, HeaderValue::from_static("Bearer @{secret}")); //~ secret
    headers
}

fn grpc(mut request: tonic::Request<()>) {
    request.metadata_mut().insert("authorization", "Bearer @{secret}".parse().unwrap()); //~ secret
}
