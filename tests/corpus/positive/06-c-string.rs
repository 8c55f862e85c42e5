//@ kinds: structured contextual password key

use std::ffi::CStr;

const @{NAME}: &CStr = c"@{secret}"; //~ secret
