fn settings() -> Settings {
    Settings { key: ["@{stripe-secret-key|1/2}", "@{stripe-secret-key|2/2}"].concat(), ..Settings::default() } //~ stripe-secret-key
}
