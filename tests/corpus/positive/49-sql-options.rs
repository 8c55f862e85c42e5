//@ kinds: password key
async fn pool() {
    let options = sqlx::postgres::PgConnectOptions::new().username("app").password("@{secret}"); //~ secret
    let client = tokio_postgres::connect("host=db user=app password=@{secret}", tokio_postgres::NoTls).await; //~ any
    let mysql = mysql::OptsBuilder::new().user(Some("app")).pass(Some("@{secret}")); //~ secret
}
