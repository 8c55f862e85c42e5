fn main() {
    login(concat!("@{slack-bot-token|1/2}", "@{slack-bot-token|2/2}")); //~ slack-bot-token folded
}
