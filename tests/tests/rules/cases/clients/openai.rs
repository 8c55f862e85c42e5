fn client() -> OpenAIConfig {
    OpenAIConfig::new().with_api_key("@{openai-project-api-key}") //~ openai-project-api-key
}
