const A: &str = "Authorization: Bearer ${GITHUB_TOKEN}";
const B: &str = "twilio_token = \"{{ twilio_token }}\"";
const C: &str = "aws_secret_access_key=<your secret>";
