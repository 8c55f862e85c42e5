const KEY: &str = "@{anthropic-api-key|base64url}"; //~ anthropic-api-key decoded
