//! Maps errors of the service and of the credential chain to our kinds.
//!
//! The service and its stand-ins report an error in several ways: as JSON or XML, with different
//! status codes. The error's name is checked first, then the status. Nothing else of a response is
//! repeated, because it may quote its input.

use std::error::Error;
use std::time::Duration;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_secretsmanager::config::http::HttpResponse;
use aws_sdk_secretsmanager::error::{ProvideErrorMetadata, SdkError};

use super::limit::TooLong;
use crate::{ErrorKind, Failure};

/// An error of one of the service's operations.
pub(super) trait ServiceError: ProvideErrorMetadata + Error + 'static {}

impl<E: ProvideErrorMetadata + Error + 'static> ServiceError for E {}

/// Why a request failed.
pub(super) struct Refused {
    pub(super) failure: Failure,
    /// Whether other credentials might succeed.
    pub(super) is_about_login: bool,
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Refused {
        Refused { failure, is_about_login: false }
    }
}

/// There was no response in time.
pub(super) fn late() -> Failure {
    Failure::new(ErrorKind::Unavailable, "there was no response in time")
}

/// The failure for an error of AWS's client.
pub(super) fn of<E: ServiceError>(error: &SdkError<E>) -> Refused {
    if let Some(credentials) = cause::<CredentialsError>(error) {
        return of_credentials(credentials).into();
    }
    if cause::<TooLong>(error).is_some() {
        return Failure::new(ErrorKind::Malformed, "the response is too long to be a secret").into();
    }
    match error {
        SdkError::TimeoutError(_) => late().into(),
        SdkError::DispatchFailure(_) => {
            Failure::new(ErrorKind::Unavailable, "the service cannot be reached, or is not trusted").into()
        }
        SdkError::ServiceError(service) => of_service(service.err().code(), service.raw()),
        _ => malformed().into(),
    }
}

fn malformed() -> Failure {
    Failure::new(ErrorKind::Malformed, "the response is not one of Secrets Manager")
}

fn of_service(code: Option<&str>, answer: &HttpResponse) -> Refused {
    let xml = answer.body().bytes().and_then(|body| std::str::from_utf8(body).ok()).and_then(code_of_xml);
    let status = answer.status().as_u16();
    let refused = code.or(xml).and_then(of_code).unwrap_or_else(|| of_status(status).into());
    let is_later = refused.failure.kind == ErrorKind::Unavailable;
    let retry_after = answer.headers().get("retry-after").and_then(|after| after.parse().ok());
    let retry_after = retry_after.map(Duration::from_secs).filter(|_| is_later);
    Refused { failure: Failure { retry_after, ..refused.failure }, ..refused }
}

/// The code of an error in XML, which identity services send.
fn code_of_xml(body: &str) -> Option<&str> {
    let (_, rest) = body.split_once("<Code>")?;
    rest.split_once("</Code>").map(|(code, _)| code.trim())
}

/// The kind of an error by its code, whatever its namespace.
///
/// Sources: <https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html>,
/// <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html>
pub(super) fn of_code(code: &str) -> Option<Refused> {
    let name = code.rsplit('#').next().unwrap_or(code);
    let name = name.split(':').next().unwrap_or(name);
    let (kind, detail) = match name {
        "ResourceNotFoundException" | "ResourceNotFound" => (ErrorKind::NotFound, ""),
        "InvalidRequestException" => (ErrorKind::NotFound, "it is marked for deletion, or was never given a value"),
        "DecryptionFailure" | "DecryptionFailureException" => {
            (ErrorKind::Sealed, "it cannot be decrypted with its KMS key")
        }
        "ExpiredToken" | "ExpiredTokenException" => (ErrorKind::Expired, "the security token has expired"),
        "AccessDenied" | "AccessDeniedException" | "NotAuthorized" | "OptInRequired" => {
            (ErrorKind::Denied, "no policy allows it")
        }
        "UnrecognizedClientException"
        | "InvalidClientTokenId"
        | "InvalidAccessKeyId"
        | "IncompleteSignature"
        | "InvalidSignatureException"
        | "SignatureDoesNotMatch"
        | "MissingAuthenticationToken"
        | "MissingAuthenticationTokenException" => (ErrorKind::Denied, "the credentials were rejected"),
        "RequestExpired" | "RequestTimeTooSkewed" => (ErrorKind::Denied, "the clock of this machine is wrong"),
        "InvalidParameterException" | "InvalidParameterValue" | "ValidationException" | "ValidationError" => {
            (ErrorKind::Malformed, "the service does not take this name, stage or version")
        }
        _ if is_later(name) => (ErrorKind::Unavailable, "the service is overloaded or fails"),
        _ => return None,
    };
    let is_about_login = kind == ErrorKind::Expired || detail == "the credentials were rejected";
    Some(Refused { failure: Failure::new(kind, detail), is_about_login })
}

/// Whether the error means that a retry may succeed.
fn is_later(name: &str) -> bool {
    const NAMES: [&str; 6] = [
        "InternalServiceError",
        "InternalServiceErrorException",
        "InternalFailure",
        "ServiceUnavailable",
        "ServiceUnavailableException",
        "SlowDown",
    ];
    NAMES.contains(&name)
        || name.starts_with("Throttl")
        || name.starts_with("RequestThrottled")
        || name.starts_with("TooManyRequests")
        || name.starts_with("RequestLimitExceeded")
}

fn of_status(status: u16) -> Failure {
    match status {
        401 | 403 => Failure::new(ErrorKind::Denied, ""),
        404 => Failure::new(ErrorKind::NotFound, ""),
        429 | 500..=599 => Failure::new(ErrorKind::Unavailable, format!("the service responds with status {status}")),
        _ => malformed(),
    }
}

fn of_credentials(error: &CredentialsError) -> Failure {
    match error {
        CredentialsError::CredentialsNotLoaded(_) => Failure::new(
            ErrorKind::Missing,
            "no credentials: set them as for the AWS command line, or give this machine a role",
        ),
        CredentialsError::InvalidConfiguration(_) => {
            Failure::new(ErrorKind::Missing, "the settings that name the credentials are wrong")
        }
        CredentialsError::ProviderTimedOut(_) => {
            Failure::new(ErrorKind::Unavailable, "the credential provider does not respond")
        }
        _ => Failure::new(ErrorKind::Unavailable, "the credential provider returns no credentials"),
    }
}

/// The first source of an error that is a `T`.
fn cause<'e, T: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e T> {
    let mut at = Some(error);
    while let Some(error) = at {
        if let Some(found) = error.downcast_ref::<T>() {
            return Some(found);
        }
        at = error.source();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(code: &str) -> Option<ErrorKind> {
        of_code(code).map(|refused| refused.failure.kind)
    }

    #[test]
    fn an_error_has_one_kind_however_it_is_written() {
        assert_eq!(kind("ResourceNotFoundException"), Some(ErrorKind::NotFound));
        assert_eq!(kind("com.amazonaws.secretsmanager#ResourceNotFoundException"), Some(ErrorKind::NotFound));
        assert_eq!(kind("DecryptionFailure:http://internal.amazon.com/"), Some(ErrorKind::Sealed));
        assert_eq!(kind("ThrottlingException"), Some(ErrorKind::Unavailable));
        assert_eq!(kind("SomethingNew"), None);
    }

    #[test]
    fn errors_of_identity_are_xml() {
        let body = "<ErrorResponse><Error><Code>InvalidClientTokenId</Code></Error></ErrorResponse>";
        assert_eq!(code_of_xml(body), Some("InvalidClientTokenId"));
        assert_eq!(code_of_xml("<html>"), None);
    }

    #[test]
    fn only_a_login_that_is_refused_is_made_again() {
        assert!(of_code("ExpiredTokenException").is_some_and(|refused| refused.is_about_login));
        assert!(of_code("InvalidClientTokenId").is_some_and(|refused| refused.is_about_login));
        assert!(of_code("AccessDeniedException").is_some_and(|refused| !refused.is_about_login));
    }
}
