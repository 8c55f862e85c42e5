//@ kinds: structured contextual password key

fn config() -> Result<config::Config, config::ConfigError> {
    config::Config::builder()
        .set_default("app.@{name}", "@{secret}")? //~ secret
        .build()
}

fn figment() -> figment::Figment {
    figment::Figment::from(Serialized::default("@{name}", "@{secret}")) //~ secret
}
