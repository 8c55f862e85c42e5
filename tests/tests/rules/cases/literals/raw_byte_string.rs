const BODY: &[u8] = br##"{"api_key": "@{sendgrid-api-key}", "#": 1}"##; //~ sendgrid-api-key
