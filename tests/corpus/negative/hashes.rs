//! Digests, commits, etags: long hex or base64 that opens nothing.

pub const PASSWORD_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$@{draw alnum:22}$@{draw alnum:43}";
pub const BCRYPT_HASH: &str = "$2b$12$@{draw alnum:53}";
pub const SHA256: &str = "@{draw hex:64}";
pub const COMMIT: &str = "@{draw hex:40}";
pub const SECRET_DIGEST: &str = "sha256:@{draw hex:64#2}";
pub const INTEGRITY: &str = "sha384-@{draw b64:64}";
pub const TOKEN_CHECKSUM: &str = "@{draw hex:32}";

fn verify(body: &[u8]) {
    assert_eq!(sha256(body), "@{draw hex:64#3}");
    let etag = "\"@{draw hex:32#2}\"";
    let fingerprint = "SHA256:@{draw alnum:43}";
}
