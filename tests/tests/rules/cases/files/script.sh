#@ path: deploy.sh
#@ role: other
#!/bin/sh
AWS_SECRET_ACCESS_KEY=@{aws-secret-access-key} aws s3 ls #~ aws-secret-access-key
curl -u api:@{stripe-secret-key} https://api.example #~ stripe-secret-key
