fn key() -> String {
    ["@{sendgrid-api-key|to 2}", "@{sendgrid-api-key|from 3|to 22}", "@{sendgrid-api-key|from 26}"].join("@{sendgrid-api-key|from 2|to 1}") //~ sendgrid-api-key folded
}
