const HOOK: &str = "@{slack-webhook-url}"; //~ slack-webhook-url
