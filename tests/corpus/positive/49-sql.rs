//@ kinds: password key
//@ rule: password-in-url/postgres-connection-uri
async fn pool() -> sqlx::PgPool {
    sqlx::PgPool::connect("postgres://app:@{secret}@db.corp.internal/app").await.unwrap() //~ secret
}

fn diesel() -> PgConnection {
    PgConnection::establish("postgres://app:@{secret}@db.corp.internal/app").unwrap() //~ secret
}
