const COLORS: [&str; 3] = ["#a1b2c3", "0xdeadbeef", "rgb(12, 13, 14)"];
const LIMIT: u64 = 0x1234_5678_9abc_def0;
