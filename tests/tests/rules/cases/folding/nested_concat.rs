const KEY: &str = concat!("@{openai-user-api-key|1/3}", concat!("@{openai-user-api-key|2/3}", "@{openai-user-api-key|3/3}")); //~ openai-user-api-key folded
