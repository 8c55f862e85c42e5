//! A rule of another tool → detectors that hold what they claim.

use nosecrets_detectors::spec::schema::Detector;
use nosecrets_detectors::spec::{build, compile, guard};
use nosecrets_engine::own::{check, written};
use regex_syntax::hir::Hir;

use super::words::{self, Near};
use super::{Foreign, print, split, template};

/// Tokens shorter than this are found everywhere.
const SHORTEST: usize = 6;

/// A detector, and what could not be carried over of its rule.
type Carried = (Detector, Vec<String>);

/// The detectors that a rule becomes, or why it does not; each with its id.
pub(super) fn detectors(rule: &Foreign) -> Vec<(String, Result<Carried, String>)> {
    let id = free_id(&rule.id);
    let Some(regex) = &rule.regex else {
        return vec![(id, Err("it looks at paths only: use `exclude`, or a rule of your CI".into()))];
    };
    let hir = match split::parse(regex) {
        Ok(hir) => hir,
        Err(why) => return vec![(id, Err(why))],
    };
    let branches = split::branches(&hir);
    let many = branches.len() > 1;
    let name = |at: usize| if many { format!("{id}-{}", at + 1) } else { id.clone() };
    branches.iter().enumerate().map(|(at, branch)| (name(at), detector(&name(at), branch, rule, many))).collect()
}

/// An id that is not built in.
fn free_id(id: &str) -> String {
    if check::is_taken(id) { format!("imported-{id}") } else { id.to_owned() }
}

fn detector(id: &str, branch: &Hir, rule: &Foreign, is_one_of_many: bool) -> Result<Carried, String> {
    // A group's number counts through all branches.
    let group = rule.group.filter(|_| !is_one_of_many);
    let split = split::split(branch, group)?;
    let mut lost = rule.lost.clone();
    if split.after.iter().any(|part| !words::near(std::slice::from_ref(part)).context.is_empty()) {
        lost.push("what must follow the token".into());
    }
    let near = near(&split, rule, &mut lost)?;
    let draft = draft(id, &split.token, near, rule);
    let faults: Vec<_> = guard::check_fields(&draft).into_iter().chain(guard::check_build(&draft)).collect();
    match faults.first() {
        Some(fault) => Err(fault.text.clone()),
        None => Ok((with_examples(draft, &split.token, &mut lost)?, lost)),
    }
}

/// The names that a token needs near it.
fn near(split: &split::Split, rule: &Foreign, lost: &mut Vec<String>) -> Result<Near, String> {
    let pattern = print::pattern(&split.token);
    let shortest = split.token.properties().minimum_len().unwrap_or(0);
    if shortest < SHORTEST {
        return Err(format!("its token may be as short as {shortest} bytes"));
    }
    let compiled = compile::compile(&pattern).map_err(|error| {
        let last = error.lines().last().unwrap_or_default();
        format!("its pattern is outside the subset: {last}")
    })?;
    let mut near = words::near(&split.before);
    lost.extend(near.lost.iter().map(|word| format!("that `{word}` must stand before the token as well")));
    let examples = template::positive(&split.token).join(" ").to_lowercase();
    let is_in_token = |keyword: &String| examples.contains(&keyword.to_lowercase());
    let wants_keyword = !rule.keywords.is_empty() && !rule.keywords.iter().any(is_in_token);
    if near.context.is_empty() && (wants_keyword || compiled.anchors.is_empty()) {
        near.context = words::context_of(&rule.keywords);
    }
    if near.context.is_empty() && compiled.anchors.is_empty() {
        return Err("it has neither fixed text in the token nor a name that must stand near".into());
    }
    Ok(near)
}

fn draft(id: &str, token: &Hir, near: Near, rule: &Foreign) -> Detector {
    let sure = if near.context.is_empty() { "high" } else { "medium" };
    let confidence = rule.confidence.clone().unwrap_or_else(|| sure.into());
    Detector {
        id: id.to_owned(),
        title: rule.title.clone(),
        env: written::variable(id),
        pattern: print::pattern(token),
        regex: None,
        severity: if rule.component { "low" } else { "high" }.into(),
        confidence,
        component: rule.component,
        context: near.context,
        kind: near.kind,
        validator: None,
        min_entropy: rule.entropy,
        positive: template::positive(token),
        negative: template::negative(token),
    }
}

/// Keeps of the examples those that hold, and of the entropy what they have.
fn with_examples(mut draft: Detector, token: &Hir, lost: &mut Vec<String>) -> Result<Detector, String> {
    if !wrong(&draft, "positive")?.is_empty() && draft.min_entropy.is_some() {
        draft.min_entropy = None;
        lost.push("its entropy, which its own shortest tokens do not reach".into());
    }
    if let Some(first) = wrong(&draft, "positive")?.first() {
        return Err(format!("its own tokens are not found: {first}"));
    }
    let candidates = template::negative(token);
    draft.negative.clear();
    for candidate in candidates {
        let attempt = Detector { negative: vec![candidate.clone()], ..draft.clone() };
        if draft.negative.len() < 2 && wrong(&attempt, "negative")?.is_empty() {
            draft.negative.push(candidate);
        }
    }
    Ok(draft)
}

/// What is wrong with the examples of one kind.
fn wrong(draft: &Detector, key: &str) -> Result<Vec<String>, String> {
    let file = written::file(vec![draft.clone()]);
    let catalogue = build::build(&[file]).map_err(|errors| errors.join("; "))?;
    let faults = guard::check_examples(draft, Box::leak(Box::new(catalogue)));
    Ok(faults.into_iter().filter(|fault| fault.key == key).map(|fault| fault.text).collect())
}
