//! Files that contain a private key.

use super::super::rng::Rng;
use super::encode::{base64, der, sequence, ssh_string, wrapped};
use super::string;
use crate::validator::base::HEX_LOWER;
use crate::validator::crc::crc24;

const OID_RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const OID_PBES2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d];
const OID_P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];

/// The PEM block with this label, if it is the label of a private key.
pub(super) fn block(label: &str, rng: &mut Rng) -> Option<Vec<u8>> {
    let body = match label {
        "RSA PRIVATE KEY" => wrapped(&base64(&rsa(rng)), 64),
        "DSA PRIVATE KEY" => wrapped(&base64(&dsa(rng)), 64),
        "EC PRIVATE KEY" => wrapped(&base64(&ec(rng)), 64),
        "PRIVATE KEY" => wrapped(&base64(&pkcs8(rng)), 64),
        "ENCRYPTED PRIVATE KEY" => wrapped(&base64(&encrypted_pkcs8(rng)), 64),
        "OPENSSH PRIVATE KEY" => wrapped(&base64(&openssh(rng)), 70),
        "PGP PRIVATE KEY BLOCK" => openpgp(rng),
        _ => return None,
    };
    let (begin, end) = (format!("-----BEGIN {label}-----\n"), format!("-----END {label}-----"));
    Some([begin.as_bytes(), &body, end.as_bytes()].concat())
}

/// A DER INTEGER of `size` bytes, without a leading zero.
fn integer(size: usize, rng: &mut Rng) -> Vec<u8> {
    let mut bytes = rng.bytes(size);
    bytes[0] = bytes[0] & 0x3f | 0x40;
    der(0x02, &bytes)
}

fn rsa(rng: &mut Rng) -> Vec<u8> {
    let mut values = vec![der(0x02, &[0]), integer(256, rng), der(0x02, &[1, 0, 1])];
    values.extend([256, 128, 128, 128, 128, 128].map(|size| integer(size, rng)));
    sequence(&values)
}

fn dsa(rng: &mut Rng) -> Vec<u8> {
    let mut values = vec![der(0x02, &[0])];
    values.extend([128, 20, 128, 128, 20].map(|size| integer(size, rng)));
    sequence(&values)
}

fn ec(rng: &mut Rng) -> Vec<u8> {
    let point = [&[0, 4], &rng.bytes(64)[..]].concat();
    let curve = der(0xa0, &der(0x06, OID_P256));
    let public = der(0xa1, &der(0x03, &point));
    sequence(&[der(0x02, &[1]), der(0x04, &rng.bytes(32)), curve, public])
}

fn pkcs8(rng: &mut Rng) -> Vec<u8> {
    let algorithm = sequence(&[der(0x06, OID_RSA), der(0x05, &[])]);
    sequence(&[der(0x02, &[0]), algorithm, der(0x04, &rsa(rng))])
}

fn encrypted_pkcs8(rng: &mut Rng) -> Vec<u8> {
    let derivation = sequence(&[der(0x04, &rng.bytes(8)), der(0x02, &[8, 0])]);
    let algorithm = sequence(&[der(0x06, OID_PBES2), derivation]);
    sequence(&[algorithm, der(0x04, &rng.bytes(1232))])
}

/// An Ed25519 key without passphrase.
fn openssh(rng: &mut Rng) -> Vec<u8> {
    let public = rng.bytes(32);
    let kind = ssh_string(b"ssh-ed25519");
    let blob = [kind.clone(), ssh_string(&public)].concat();
    let check = rng.bytes(4);
    let pair = ssh_string(&[rng.bytes(32), public.clone()].concat());
    let comment = ssh_string(b"");
    let mut secret = [&check[..], &check, &kind, &ssh_string(&public), &pair, &comment].concat();
    secret.extend((1..8).take((8 - secret.len() % 8) % 8));
    let none = ssh_string(b"none");
    let count = 1u32.to_be_bytes();
    [b"openssh-key-v1\0", &none[..], &none, &ssh_string(b""), &count, &ssh_string(&blob), &ssh_string(&secret)].concat()
}

/// An armoured secret key packet of version 4, with the checksum that GnuPG writes.
fn openpgp(rng: &mut Rng) -> Vec<u8> {
    let packet = [&[0x95, 0x01, 0x00, 4], &rng.bytes(4)[..], &[1], &rng.bytes(251)].concat();
    let checksum = base64(&crc24(&packet).to_be_bytes()[1..]);
    [b"\n", &wrapped(&base64(&packet), 64)[..], b"=", &checksum, b"\n"].concat()
}

/// A PuTTY file of version 3 with an Ed25519 key without passphrase.
pub(super) fn putty(rng: &mut Rng) -> Vec<u8> {
    let public = [ssh_string(b"ssh-ed25519"), ssh_string(&rng.bytes(32))].concat();
    let public = wrapped(&base64(&public), 64);
    let secret = wrapped(&base64(&ssh_string(&rng.bytes(32))), 64);
    let mac = string(HEX_LOWER, 64, rng);
    let text = |lines: Vec<u8>| String::from_utf8(lines).unwrap_or_default();
    format!(
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: test\nPublic-Lines: 2\n{}Private-Lines: 1\n{}Private-MAC: {mac}",
        text(public),
        text(secret),
    )
    .into_bytes()
}
