// fixed in @{github-legacy-token}
const COMMIT: &str = "@{github-legacy-token}";
const GITHUB_COMMIT: &str = "@{github-legacy-token#2}";
