use dotenvy_macro::dotenv;
use jsonwebtoken::EncodingKey;

fn key() -> EncodingKey {
    EncodingKey::from_secret(dotenv!("JWT_SECRET").as_bytes()) //~ secret-compiled-in
}
