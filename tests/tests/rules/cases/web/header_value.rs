fn headers() {
    map.insert(AUTHORIZATION, HeaderValue::from_static("Bearer @{openai-user-api-key}")); //~ openai-user-api-key
}
