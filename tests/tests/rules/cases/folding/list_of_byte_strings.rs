fn key() -> Vec<u8> {
    [b"@{npm-access-token|1/2}".as_slice(), b"@{npm-access-token|2/2}"].concat() //~ npm-access-token folded
}
