fn client() -> Octocrab {
    Octocrab::builder().personal_token("@{github-fine-grained-token}".to_string()).build() //~ github-fine-grained-token
}
