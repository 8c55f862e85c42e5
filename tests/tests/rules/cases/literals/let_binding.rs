fn main() {
    let key = "@{sendgrid-api-key}"; //~ sendgrid-api-key
    send(key);
}
