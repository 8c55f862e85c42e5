fn keys() {
    let a = cookie::Key::from(b"@{draw alnum:64}"); //~ hard-coded-key
    let b = cookie::Key::derive_from(b"@{draw alnum:32}"); //~ hard-coded-key
    let c = actix_session::SessionMiddleware::new(store(), actix_web::cookie::Key::from(&[7; 64])); //~ hard-coded-key
}
