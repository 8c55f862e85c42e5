fn pool() -> Pool {
    init_db(obfstr::obfstr!("postgres://app:@{draw alnum:14}@db.corp.internal/app")) //~ password-in-url/hard-coded-secret/postgres-connection-uri
}

fn token() -> String {
    litcrypt::lc!("@{github-personal-access-token}") //~ github-personal-access-token
}
