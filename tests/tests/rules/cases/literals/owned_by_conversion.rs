fn main() {
    let a = String::from("@{npm-access-token}"); //~ npm-access-token
    let b = "@{npm-access-token#2}".to_string(); //~ npm-access-token
    let c: String = "@{npm-access-token#3}".into(); //~ npm-access-token
    let d = "@{npm-access-token#4}".to_owned(); //~ npm-access-token
}
