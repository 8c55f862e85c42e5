fn request() {
    Request::builder().header(AUTHORIZATION, "Bearer @{anthropic-api-key}"); //~ anthropic-api-key
}
