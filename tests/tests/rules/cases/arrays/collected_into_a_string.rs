fn key() -> String {
    [@{sendgrid-api-key|chars}].iter().collect::<String>() //~ sendgrid-api-key
}
