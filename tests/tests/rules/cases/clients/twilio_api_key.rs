fn client() -> TwilioClient {
    TwilioClient::with_api_key("@{twilio-api-key-sid}", "x") //~ twilio-api-key-sid
}
