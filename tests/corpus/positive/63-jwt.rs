use jsonwebtoken::{DecodingKey, EncodingKey};

fn keys() -> (EncodingKey, DecodingKey) {
    let encode = EncodingKey::from_secret(b"@{draw alnum:24}"); //~ hard-coded-key
    let decode = DecodingKey::from_secret("@{draw alnum:24#2}".as_ref()); //~ hard-coded-key
    let base64 = EncodingKey::from_base64_secret("@{draw alnum:24#3|base64}").unwrap(); //~ hard-coded-key
    (encode, decode)
}
