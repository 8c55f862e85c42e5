const AWS_SECRET_PATH: &str = "/var/lib/aws/secrets/production/eu1/key4";
const AWS_SECRET_TYPE: &str = "aws_sdk_secretsmanager::types::SecretListEntry";
