//! Rejects responses that are too long.

use std::fmt;

use aws_sdk_secretsmanager::config::interceptors::BeforeDeserializationInterceptorContextRef;
use aws_sdk_secretsmanager::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_secretsmanager::error::BoxError;

/// Maximum length of a response, in bytes. A secret has at most 64 KiB, and a batch twenty secrets,
/// in JSON.
const LONGEST: u64 = 4 << 20;

/// Rejects a response by its declared length, before it is read.
#[derive(Debug)]
pub(super) struct Limit;

/// The response is longer than any that the service sends.
#[derive(Debug)]
pub(super) struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the response is too long")
    }
}

impl std::error::Error for TooLong {}

impl Intercept for Limit {
    fn name(&self) -> &'static str {
        "Limit"
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let length = context.response().headers().get("content-length").and_then(|length| length.parse().ok());
        if length.is_some_and(|length: u64| length > LONGEST) {
            return Err(TooLong.into());
        }
        Ok(())
    }
}
