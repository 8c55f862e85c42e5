#[derive(clap::Parser)]
struct Args {
    #[arg(long, env = "DATABASE_URL", default_value = "postgres://app:@{draw alnum:14}@db.corp.internal/app")] //~ password-in-url/hard-coded-secret/postgres-connection-uri
    database_url: String,
}
