//! A rule of another tool → detectors that find their own examples.

use nosecrets_detectors::spec::schema::{CaptureGroup, Detector, Regex};
use nosecrets_detectors::spec::{build, compile, guard, regex};
use nosecrets_engine::own::{Own, check, written};
use regex_syntax::hir::Hir;

use super::words::{self, Near};
use super::{Carried, Foreign, print, split, template};

/// Tokens shorter than this match everywhere.
const SHORTEST: usize = 6;

/// The detectors that a rule becomes, or why it does not; each with its id.
pub(super) fn detectors(rule: &Foreign) -> Vec<(String, Result<Carried, String>)> {
    let id = free_id(&rule.id);
    let Some(regex) = &rule.regex else {
        return vec![(id, Err("it checks only paths: use `exclude`, or a rule of your CI".into()))];
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

/// An id that no built-in detector has.
fn free_id(id: &str) -> String {
    if check::is_taken(id) { format!("imported-{id}") } else { id.to_owned() }
}

/// A detector with a pattern, which costs least, or else with the regex.
fn detector(id: &str, branch: &Hir, rule: &Foreign, is_one_of_many: bool) -> Result<Carried, String> {
    // A group's number counts through all branches.
    let group = rule.group.filter(|_| !is_one_of_many);
    let why_regex = match with_pattern(id, branch, group, rule) {
        Ok(carried) => return Ok(carried),
        Err(why) => why,
    };
    let text = rule.regex.clone().filter(|_| !is_one_of_many).unwrap_or_else(|| branch.to_string());
    match with_regex(id, branch, Regex { text, group: group_of(branch, group) }, rule) {
        Ok(carried) => Ok(Carried { why_regex: Some(why_regex), ..carried }),
        Err(_) => Err(why_regex),
    }
}

fn with_pattern(id: &str, branch: &Hir, group: Option<usize>, rule: &Foreign) -> Result<Carried, String> {
    let split = split::split(branch, group)?;
    let mut lost = rule.lost.clone();
    if split.after.iter().any(|part| !words::near(std::slice::from_ref(part)).context.is_empty()) {
        lost.push("what must follow the token".into());
    }
    let near = near(&split, rule, &mut lost)?;
    let shape = Shape { pattern: print::pattern(&split.token), regex: None, example: &split.token };
    checked(draft(id, &shape, near, rule), &shape, lost)
}

/// A detector with the regex as it is: what stands around the token stays in it.
fn with_regex(id: &str, branch: &Hir, regex: Regex, rule: &Foreign) -> Result<Carried, String> {
    let shortest = regex::shortest(&regex).unwrap_or(0);
    if shortest < SHORTEST {
        return Err(format!("its token may be as short as {shortest} bytes"));
    }
    let example = split::clean(branch);
    let mut near = Near::default();
    if regex::fault(&regex, true).is_some() || wants_keyword(&example, rule) {
        near.context = words::context_of(&rule.keywords);
    }
    let shape = Shape { pattern: String::new(), regex: Some(regex), example: &example };
    checked(draft(id, &shape, near, rule), &shape, rule.lost.clone())
}

/// The group that holds the token, as [`split::split`] finds it; none for the first. One that
/// is repeated holds a part of it, so that the token is all.
fn group_of(branch: &Hir, group: Option<usize>) -> Option<CaptureGroup> {
    let number = group.and_then(|group| u32::try_from(group).ok()).map(CaptureGroup::Number);
    let whole = || split::is_first_repeated(branch).then_some(CaptureGroup::Number(0));
    split::name_of_token(branch).map(CaptureGroup::Name).or(number).or_else(whole)
}

/// What the tokens of a detector look like.
struct Shape<'h> {
    pattern: String,
    regex: Option<Regex>,
    /// What examples are drawn from.
    example: &'h Hir,
}

/// The detector with examples, if nothing is wrong with it.
fn checked(draft: Detector, shape: &Shape<'_>, mut lost: Vec<String>) -> Result<Carried, String> {
    let faults: Vec<_> = guard::check_fields(&draft).into_iter().chain(guard::check_build(&draft)).collect();
    match faults.first() {
        Some(fault) => Err(fault.text.clone()),
        None => {
            let detector = with_examples(draft, shape.example, &mut lost)?;
            Ok(Carried { detector, lost, why_regex: None })
        }
    }
}

/// Whether the text of a rule must hold one of its keywords, and its token does not.
fn wants_keyword(token: &Hir, rule: &Foreign) -> bool {
    let examples = template::positive(token).join(" ").to_lowercase();
    let is_in_token = |keyword: &String| examples.contains(&keyword.to_lowercase());
    !rule.keywords.is_empty() && !rule.keywords.iter().any(is_in_token)
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
    if near.context.is_empty() && (wants_keyword(&split.token, rule) || compiled.anchors.is_empty()) {
        near.context = words::context_of(&rule.keywords);
    }
    if near.context.is_empty() && compiled.anchors.is_empty() {
        return Err("it has neither fixed text in the token nor a name that must be near it".into());
    }
    Ok(near)
}

fn draft(id: &str, shape: &Shape<'_>, near: Near, rule: &Foreign) -> Detector {
    let sure = if near.context.is_empty() { "high" } else { "medium" };
    let confidence = rule.confidence.clone().unwrap_or_else(|| sure.into());
    Detector {
        id: id.to_owned(),
        title: rule.title.clone(),
        env: written::variable(id),
        pattern: shape.pattern.clone(),
        regex: shape.regex.clone(),
        severity: if rule.component { "low" } else { "high" }.into(),
        confidence,
        component: rule.component,
        context: near.context,
        kind: near.kind,
        validator: None,
        min_entropy: rule.entropy,
        positive: template::positive(shape.example),
        negative: template::negative(shape.example),
    }
}

/// Keeps the negative examples that work, and drops a minimum entropy that the positive ones do not
/// reach.
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

/// The errors in the examples of one kind.
fn wrong(draft: &Detector, key: &str) -> Result<Vec<String>, String> {
    let file = written::file(vec![draft.clone()]);
    let catalogue = build::build(&[file]).map_err(|errors| errors.join("; "))?;
    let own = Own::new(Box::leak(Box::new(catalogue)), vec![draft.clone()]);
    let own = own.map_err(|remarks| remarks.into_iter().map(|remark| remark.text).collect::<Vec<_>>().join("; "))?;
    let faults = guard::check_examples_by(draft, own.catalogue(), &own);
    Ok(faults.into_iter().filter(|fault| fault.key == key).map(|fault| fault.text).collect())
}
