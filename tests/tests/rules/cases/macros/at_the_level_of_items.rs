register! { name: "mail", key: "@{sendgrid-api-key}" } //~ sendgrid-api-key
