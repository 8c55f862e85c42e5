//! UUIDs and other names of things.

pub const KEY_ID: &str = "@{draw hex:8}-@{draw hex:4}-4@{draw hex:3}-a@{draw hex:3#2}-@{draw hex:12}";
pub const TOKEN_CLASS_ID: &str = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";
pub const SECRET_ARN: &str = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:app/db-AbCdEf";
pub const KMS_KEY: &str = "projects/sample/locations/global/keyRings/app/cryptoKeys/tokens";
pub const CLIENT_ID: &str = "sample-web-app";

fn ids() {
    let private_key_id = "key-2024-01";
    let token_type = "urn:ietf:params:oauth:token-type:access_token";
    let credential_type = "public-key";
    let secret_version = "projects/1/secrets/db/versions/latest";
}
