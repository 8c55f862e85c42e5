fn main() {
    let (id, aws_secret): (&str, &str) = ("ann", "@{aws-secret-access-key}"); //~ aws-secret-access-key
}
