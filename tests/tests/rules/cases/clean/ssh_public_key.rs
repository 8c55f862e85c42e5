const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI@{hugging-face-user-access-token|from 3}abcdefgh ann@example";
