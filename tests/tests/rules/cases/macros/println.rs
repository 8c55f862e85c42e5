fn main() {
    println!("connecting with @{openai-user-api-key}"); //~ openai-user-api-key
}
