const KEY: &std::ffi::CStr = c"@{anthropic-api-key}"; //~ anthropic-api-key
