#[derive(Builder)]
struct Settings {
    #[builder(default = "\"@{anthropic-api-key}\".into()")] //~ anthropic-api-key
    key: String,
}
