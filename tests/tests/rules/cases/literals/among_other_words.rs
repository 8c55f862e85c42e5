const HELP: &str = "use the key '@{openai-user-api-key}' for now"; //~ openai-user-api-key
