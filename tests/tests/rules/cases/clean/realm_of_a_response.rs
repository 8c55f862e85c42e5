fn answer() {
    response.header(WWW_AUTHENTICATE, "Bearer realm=\"api.example\", error=\"invalid_token\"");
}
