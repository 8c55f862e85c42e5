const KEY: &str = env!("OPENAI_API_KEY"); //~ secret-compiled-in

fn password() -> &'static str {
    env!("DB_PASSWORD", "set the password") //~ secret-compiled-in
}
