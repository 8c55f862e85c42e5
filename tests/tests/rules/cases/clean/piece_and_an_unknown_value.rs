fn key(tail: &str) -> String {
    format!("sk_live_{}{tail}", read())
}
