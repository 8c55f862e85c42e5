#[derive(SmartDefault)]
struct Settings {
    #[default("@{anthropic-api-key}")] //~ anthropic-api-key
    key: String,
}
