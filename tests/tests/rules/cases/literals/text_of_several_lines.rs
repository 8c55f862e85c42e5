const SCRIPT: &str = "
    first
    @{openai-user-api-key} //~ openai-user-api-key
";
