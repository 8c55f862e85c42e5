const COOKIE: &str = "session=@{jwt-signed-token}; Path=/; HttpOnly"; //~ jwt-signed-token
