const SCRIPT: &str = "export A=1\nexport B=@{openai-user-api-key}\n"; //~ openai-user-api-key
