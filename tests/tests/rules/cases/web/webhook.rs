const HOOK: &str = "https://@{slack-webhook-url}"; //~ slack-webhook-url
