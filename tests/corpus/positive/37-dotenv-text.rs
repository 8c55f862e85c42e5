//@ kinds: structured contextual password key

fn load() {
    dotenvy::from_read("HOST=localhost\n@{NAME}=@{secret}\n".as_bytes()).unwrap(); //~ any
}
