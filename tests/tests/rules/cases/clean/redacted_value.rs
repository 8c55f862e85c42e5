const SHOWN: &str = "ghp_@{}************************************";
const LOG: &str = "key=sk_live_@{}........................";
