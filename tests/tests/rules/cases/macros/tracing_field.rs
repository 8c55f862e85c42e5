fn main() {
    tracing::info!(key = "@{openai-user-api-key}", "connecting"); //~ openai-user-api-key
}
