const SETTINGS: &str = include_str!("../.env"); //~ secret-file-compiled-in
const KEY: &str = include_str!("../private_key.pem"); //~ secret-file-compiled-in
static DER: &[u8] = include_bytes!("../certs/server.key"); //~ secret-file-compiled-in
//@ path: .env
GITHUB_TOKEN=@{github-personal-access-token} #~ github-personal-access-token
//@ path: private_key.pem
@{private-key-pkcs8} #~ private-key-pkcs8
