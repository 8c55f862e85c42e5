//! AWS access key ids, which contain the account
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>).

use super::base::base32;
use super::text::{all, number};
use super::Fact;

/// Account ids have twelve decimal digits.
const LAST_ACCOUNT: u64 = 999_999_999_999;

/// Whether the token is four letters or digits and then base 32, with a possible account.
pub(super) fn is_plausible(token: &[u8]) -> bool {
    let shape = token.len() == 20 && all(token, |byte| !byte.is_ascii_lowercase());
    shape && (is_old(token) || account(token).is_some())
}

/// The account that the key belongs to.
#[inline]
pub(super) fn facts(token: &[u8]) -> Vec<Fact> {
    let account = account(token).filter(|_| !is_old(token));
    account.map(|id| Fact { label: "account", value: format!("{id:012}") }).into_iter().collect()
}

/// Ids from before 2019 have `I` or `J` as the fifth character, and contain no account.
fn is_old(token: &[u8]) -> bool {
    matches!(token.get(4), Some(b'I' | b'J')) && token.get(4..).and_then(base32).is_some()
}

fn account(token: &[u8]) -> Option<u64> {
    let bytes = base32(token.get(4..20)?)?;
    let number = number(&bytes[..6]);
    let account = number >> 7 & 0xff_ffff_ffff;
    (account <= LAST_ACCOUNT).then_some(account)
}
