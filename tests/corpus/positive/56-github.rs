fn client() -> octocrab::Octocrab {
    octocrab::Octocrab::builder().personal_token("@{github-personal-access-token}".to_string()).build().unwrap() //~ github-personal-access-token
}
