use tracing::info;

#[derive(Debug, Clone)]
pub struct Login {
    pub user: String,
    pub password: String, //~ any
}

fn login(password: &str, api_token: &str) {
    println!("logging in with {password}"); //~ secret-shown
    info!("token is {}", api_token); //~ secret-shown
}
