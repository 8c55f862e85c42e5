#@ path: seed.sql
#@ role: other
INSERT INTO keys (service, token) VALUES ('mail', '@{sendgrid-api-key}'); #~ sendgrid-api-key
