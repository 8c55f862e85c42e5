const URL: &str = "https://maps.example/api?x=1&key=@{gcp-api-key}&y=2"; //~ gcp-api-key
