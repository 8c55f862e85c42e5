const URL: &str = "@{mongodb-atlas-connection-string}/app?retryWrites=true"; //~ mongodb-atlas-connection-string
