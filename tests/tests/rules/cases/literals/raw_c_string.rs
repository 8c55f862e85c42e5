const KEY: &std::ffi::CStr = cr#"key="@{anthropic-api-key}""#; //~ anthropic-api-key
