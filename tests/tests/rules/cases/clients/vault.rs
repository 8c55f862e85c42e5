fn settings() -> VaultClientSettings {
    VaultClientSettingsBuilder::default().token("@{hashicorp-vault-service-token}").build() //~ hashicorp-vault-service-token
}
