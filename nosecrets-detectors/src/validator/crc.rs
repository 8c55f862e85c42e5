//! Cyclic redundancy checks, bit by bit, because tokens are short and tables are not.

/// CRC-32 of IEEE 802.3, as in zlib.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let shift = |crc: u32| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
    let update = |crc: u32, &byte: &u8| (0..8).fold(crc ^ u32::from(byte), |crc, _| shift(crc));
    !bytes.iter().fold(!0, update)
}

/// CRC-24 of OpenPGP armour (RFC 9580, section 6.1.1).
pub(crate) fn crc24(bytes: &[u8]) -> u32 {
    let shift = |crc: u32| (crc << 1) ^ (0x0186_4cfb & (crc >> 23 & 1).wrapping_neg());
    let update = |crc: u32, &byte: &u8| (0..8).fold(crc ^ u32::from(byte) << 16, |crc, _| shift(crc) & 0x00ff_ffff);
    bytes.iter().fold(0x00b7_04ce, update)
}

/// CRC-16 of XMODEM.
pub(crate) fn crc16_xmodem(bytes: &[u8]) -> u16 {
    let shift = |crc: u16| (crc << 1) ^ (0x1021 & (crc >> 15).wrapping_neg());
    let update = |crc: u16, &byte: &u8| (0..8).fold(crc ^ u16::from(byte) << 8, |crc, _| shift(crc));
    bytes.iter().fold(0, update)
}
