const KEY: &str = "@{anthropic-api-key|continued}"; //~ anthropic-api-key
