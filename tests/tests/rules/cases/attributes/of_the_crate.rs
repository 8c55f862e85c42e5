#![doc(html_root_url = "https://@{github-personal-access-token}@docs.example")] //~ github-personal-access-token
fn main() {}
