fn keys() -> Vec<&'static str> {
    vec!["@{openai-user-api-key}", "@{openai-user-api-key#2}"] //~ openai-user-api-key
    //~^ openai-user-api-key
}
