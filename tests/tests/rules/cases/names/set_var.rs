fn main() {
    env::set_var("AWS_SECRET_ACCESS_KEY", "@{aws-secret-access-key}"); //~ aws-secret-access-key
}
