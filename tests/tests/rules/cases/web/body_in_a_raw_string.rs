const BODY: &str = r#"
    {
        "sender": "ann",
        "key": "@{sendgrid-api-key}" //~ sendgrid-api-key
    }
"#;
