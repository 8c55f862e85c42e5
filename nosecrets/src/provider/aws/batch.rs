//! Reads several secrets in one request.
//!
//! `BatchGetSecretValue` returns only current versions and needs its own permission, so secrets
//! that it does not return are requested one by one.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use aws_sdk_secretsmanager::operation::batch_get_secret_value::BatchGetSecretValueOutput;
use aws_sdk_secretsmanager::types::SecretValueEntry;
use tokio::task::JoinSet;

use super::failure;
use super::session::{region, Session};
use crate::{ErrorKind, Failure, Fetched, Place};

/// Maximum number of secrets in a request.
///
/// Source: <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html>
pub(super) const LIMIT: usize = 20;

type Answer = Result<Fetched, Failure>;

/// Fetches all `places`, in order.
pub(super) async fn fetch(session: Arc<Session>, places: &[Place], deadline: Instant) -> Vec<Answer> {
    let mut answers: Vec<Option<Answer>> = places.iter().map(|_| None).collect();
    for (region, names) in batches(places) {
        if let Ok(batch) = ask(&session, region, &names, deadline).await {
            let open = answers.iter_mut().zip(places);
            let open = open.filter(|(answer, place)| answer.is_none() && fits(place, region));
            open.for_each(|(answer, place)| *answer = find(&batch, place));
        }
    }
    one_by_one(&session, places, &mut answers, deadline).await;
    answers.into_iter().map(|answer| answer.unwrap_or_else(|| Err(failure::late()))).collect()
}

/// Whether a batch can contain this place.
fn fits(place: &Place, of: Option<&str>) -> bool {
    region(place) == of && place.param("stage").is_none() && place.param("version_id").is_none()
}

/// The batches to request: regions, each with two or more names.
fn batches(places: &[Place]) -> Vec<(Option<&'static str>, Vec<&'static str>)> {
    let mut regions: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for place in places.iter().filter(|place| fits(place, region(place))) {
        let names = regions.entry(region(place)).or_default();
        if !names.contains(&place.path()) {
            names.push(place.path());
        }
    }
    let chunks = regions.iter().flat_map(|(region, names)| names.chunks(LIMIT).map(|names| (*region, names.to_vec())));
    chunks.filter(|(_, names)| names.len() > 1).collect()
}

async fn ask(
    session: &Session,
    region: Option<&str>,
    names: &[&str],
    deadline: Instant,
) -> Result<BatchGetSecretValueOutput, Failure> {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let send = |client: aws_sdk_secretsmanager::Client| {
        client.batch_get_secret_value().set_secret_id_list(Some(names.clone())).send()
    };
    session.ask(region, deadline, send).await
}

/// The result for a place in a batch.
fn find(batch: &BatchGetSecretValueOutput, place: &Place) -> Option<Answer> {
    if let Some(entry) = batch.secret_values().iter().find(|entry| is_of(entry, place)) {
        let value = super::value(entry.secret_string.clone(), entry.secret_binary.clone(), place);
        return Some(value.map(|value| Fetched { value, version: entry.version_id.clone(), lease: None }));
    }
    let error = batch.errors().iter().find(|error| error.secret_id() == Some(place.path()))?;
    let refused = failure::of_code(error.error_code()?)?;
    // A request for this secret alone may succeed, unless the secret does not exist.
    (refused.failure.kind == ErrorKind::NotFound).then_some(Err(refused.failure))
}

/// Whether the secret has the place's name or ARN; an ARN may lack the six characters at its end.
fn is_of(entry: &SecretValueEntry, place: &Place) -> bool {
    let is_arn = |arn: &str| {
        let rest = arn.strip_prefix(place.path());
        rest.is_some_and(|rest| rest.is_empty() || (rest.len() == 7 && rest.starts_with('-')))
    };
    entry.name() == Some(place.path()) || entry.arn().is_some_and(is_arn)
}

/// Fetches everything without an answer, concurrently.
async fn one_by_one(session: &Arc<Session>, places: &[Place], answers: &mut [Option<Answer>], deadline: Instant) {
    let mut asked = JoinSet::new();
    for (at, place) in places.iter().copied().enumerate().filter(|(at, _)| answers[*at].is_none()) {
        let session = Arc::clone(session);
        asked.spawn(async move { (at, session.get(place, deadline).await) });
    }
    while let Some(done) = asked.join_next().await {
        if let Ok((at, answer)) = done {
            answers[at] = Some(answer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &'static str) -> Place {
        Place::new("aws-sm", name)
    }

    #[test]
    fn names_are_asked_for_once_and_by_region() {
        let there = place("c").with_params(&[("region", "eu-west-1")]);
        let places = [place("a"), place("b").with_field("x"), place("b").with_field("y"), there];
        assert_eq!(batches(&places), [(None, vec!["a", "b"])]);
    }

    #[test]
    fn other_versions_are_in_no_batch() {
        let previous = place("b").with_params(&[("stage", "AWSPREVIOUS")]);
        assert!(batches(&[place("a"), previous]).is_empty());
    }

    #[test]
    fn a_secret_is_known_by_its_name_or_its_arn() {
        const ARN: &str = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:twilio";
        let entry = SecretValueEntry::builder().name("twilio").arn(format!("{ARN}-a1b2c3")).build();
        assert!(is_of(&entry, &place("twilio")) && is_of(&entry, &place(ARN)));
        assert!(!is_of(&entry, &place("twilio-2")) && !is_of(&entry, &place("arn:aws:secretsmanager")));
    }
}
