const USERS: [(&str, &str); 2] = [
    ("ann", "@{gitlab-personal-access-token}"), //~ gitlab-personal-access-token
    ("bob", "@{gitlab-personal-access-token#2}"), //~ gitlab-personal-access-token
];
