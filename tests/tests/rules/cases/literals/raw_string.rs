const BODY: &str = r#"{"api_key": "@{sendgrid-api-key}"}"#; //~ sendgrid-api-key
