//! The primitives against published vectors.

use super::base::{base32, base64, hex, pack, BASE32, BASE64, HEX_LOWER};
use super::crc::{crc16_xmodem, crc24, crc32};
use super::marvin32::marvin32;
use super::radix::{base58, base58check, digits, parse_base36, BASE36, BASE62};
use super::sha2::{sha256, sha512};
use super::{bech32, Validator, Verdict};

const CHECK: &[u8] = b"123456789";

fn in_hex(bytes: &[u8]) -> String {
    pack(bytes, HEX_LOWER).into_iter().map(char::from).collect()
}

#[test]
fn checks_of_the_crc_catalogue() {
    assert_eq!(crc32(CHECK), 0xcbf4_3926);
    assert_eq!(crc24(CHECK), 0x0021_cf02);
    assert_eq!(crc16_xmodem(CHECK), 0x31c3);
    assert_eq!(crc32(b""), 0);
}

#[test]
fn digests_of_fips_180() {
    assert_eq!(in_hex(&sha256(b"abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(
        in_hex(&sha256(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    );
    assert_eq!(
        in_hex(&sha512(b"abc")),
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
         2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    );
}

#[test]
fn long_messages_fill_many_blocks() {
    assert_eq!(in_hex(&sha256(&[b'a'; 1_000_000])), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    // every length around the border between one block and two gives another digest
    let digests: std::collections::HashSet<_> = (0..300).map(|n| sha512(&vec![0; n])).collect();
    assert_eq!(digests.len(), 300);
}

#[test]
fn marvin_of_the_dotnet_test_suite() {
    // dotnet/runtime, MarvinTests: seed and results for 0, 1, 2, 3 and 4 bytes
    const SEED: u64 = 0x004f_b61a_001b_dbcc;
    let results: [u64; 5] = [
        0x30ed_35c1_00cd_3c7d,
        0x48e7_3fc7_7d75_ddc1,
        0xb5f6_e1fc_485d_bff8,
        0xf0b0_7c78_9b8c_f7e8,
        0x7008_f2e8_7e9c_f556,
    ];
    let bytes = [0xaf, 0x44, 0x26, 0x4d];
    let inputs: [&[u8]; 5] = [&[], &bytes[..1], &[0xe7, 0x0f], &[0x37, 0xf4, 0x95], &[0x86, 0x42, 0xdc, 0x59]];
    for (input, result) in inputs.iter().zip(results) {
        assert_eq!(marvin32(input, SEED), (result >> 32) as u32 ^ result as u32, "{input:?}");
    }
}

#[test]
fn rfc_4648() {
    let texts = [
        ("f", "MY", "Zg"),
        ("fo", "MZXQ", "Zm8"),
        ("foo", "MZXW6", "Zm9v"),
        ("foob", "MZXW6YQ", "Zm9vYg"),
        ("fooba", "MZXW6YTB", "Zm9vYmE"),
        ("foobar", "MZXW6YTBOI", "Zm9vYmFy"),
    ];
    for (plain, in32, in64) in texts {
        assert_eq!(pack(plain.as_bytes(), BASE32), in32.as_bytes());
        assert_eq!(pack(plain.as_bytes(), BASE64), in64.as_bytes());
        assert_eq!(base32(in32.as_bytes()).unwrap(), plain.as_bytes());
        assert_eq!(base64(in64.as_bytes()).unwrap(), plain.as_bytes());
        assert_eq!(hex(in_hex(plain.as_bytes()).as_bytes()).unwrap(), plain.as_bytes());
    }
    assert_eq!(base64(b"Zg==").unwrap(), b"f");
    assert_eq!(base64(b"-_-_"), base64(b"+/+/"));
    for wrong in ["Z", "Zg===", "Z=g", "Zg.", "Zg =="] {
        assert_eq!(base64(wrong.as_bytes()), None, "{wrong}");
    }
}

#[test]
fn numbers_in_other_bases() {
    assert_eq!(&digits::<6>(0, BASE62), b"000000");
    assert_eq!(&digits::<6>(2_883_656_711, BASE62), b"399Wq7");
    assert_eq!(&digits::<7>(u32::MAX, BASE36), b"1z141z3");
    assert_eq!(parse_base36(b"1z141z3"), Some(u32::MAX as usize));
    assert_eq!(parse_base36(&[b'z'; 30]), None);
}

#[test]
fn base58_of_its_draft() {
    // draft-msporny-base58, section 5
    assert_eq!(base58(b"2NEpo7TZRRrLZSi2U").unwrap(), b"Hello World!");
    assert_eq!(in_hex(&base58(b"11233QC4").unwrap()), "0000287fb4cd");
    assert_eq!(base58(b"0"), None);
    assert_eq!(base58(&[b'z'; 129]), None);
}

#[test]
fn base58check_of_the_first_address() {
    // the address of Bitcoin's first block: version 0 and twenty bytes
    let payload = base58check(b"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa").unwrap();
    assert_eq!((payload.len(), payload[0]), (21, 0));
    assert_eq!(base58check(b"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"), None);
    assert_eq!(base58check(b""), None);
}

#[test]
fn bech32_of_bip_173() {
    let digits = |text: &str| -> Vec<u8> {
        let value = |byte| bech32::ALPHABET.iter().position(|letter| *letter == byte).unwrap() as u8;
        text.bytes().map(value).collect()
    };
    assert_eq!(bech32::checksum(b"a", &digits("2uel5l")), 1);
    assert_eq!(bech32::checksum(b"abcdef", &digits("qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")), 1);
    assert_ne!(bech32::checksum(b"a", &digits("2uel5q")), 1);
    // right, but too short for a key
    assert_eq!(Validator::Bech32.check(b"A12UEL5L"), Verdict::Invalid);
}
