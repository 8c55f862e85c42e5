const WORDS: [char; 12] = ['h', 'e', 'l', 'l', 'o', ' ', 'w', 'o', 'r', 'l', 'd', '!'];
const GREETING: &[u8] = &[b'h', b'e', b'l', b'l', b'o', 32, 119, 111, 114, 108, 100];
