const CONNECTION: &str = "@{azure-storage-connection-string};EndpointSuffix=core.windows.net"; //~ azure-storage-connection-string
