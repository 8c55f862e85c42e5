fn main() {
    // .personal_token("@{github-personal-access-token}") //~ github-personal-access-token comment
    /* client.bearer_auth("@{github-personal-access-token#2}") */ //~ github-personal-access-token comment
}
