fn key() -> String {
    let mut key = String::from("@{sendgrid-api-key|1/2}"); //~ sendgrid-api-key folded
    key.push_str("@{sendgrid-api-key|2/2}");
    key
}
