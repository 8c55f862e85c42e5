//@ kinds: password key
fn search() -> Credentials {
    elasticsearch::auth::Credentials::Basic("elastic".into(), "@{secret}".into()) //~ secret
}

fn broker(mut options: rumqttc::MqttOptions, mut kafka: rdkafka::ClientConfig) {
    options.set_credentials("sensor", "@{secret}"); //~ secret
    kafka.set("sasl.password", "@{secret}"); //~ secret
}

async fn directory(mut ldap: ldap3::Ldap, session: ssh2::Session) {
    ldap.simple_bind("cn=admin,dc=example,dc=net", "@{secret}").await; //~ secret
    session.userauth_password("root", "@{secret}").unwrap(); //~ secret
    native_tls::Identity::from_pkcs12(DER, "@{secret}").unwrap(); //~ secret
}
