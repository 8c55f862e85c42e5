const KEY: &str = "-----BEGIN PUBLIC KEY-----
@{text:MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE}@{gcp-api-key|from 5}@{gcp-api-key#2|from 5}==
-----END PUBLIC KEY-----";
