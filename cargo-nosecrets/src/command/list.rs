//! `--list`: all rules, or those that match the filters.

use std::io::{self, Write};

use nosecrets_detectors::detector::CUSTOM;
use nosecrets_detectors::{Detector, Group, Tier};
use nosecrets_engine::rule::Semantic;
use nosecrets_engine::{Detectors, Rule, masks};
use serde_json::{Map, Value, json};

use crate::args::{Args, Form, TierArg};
use crate::catalogue;
use crate::config;
use crate::environment::{Environment, Streams};
use crate::error::Error;
use crate::exit::Exit;
use crate::nearest::did_you_mean;
use crate::output::harmless;
use crate::output::style::Styles;

const HEADINGS: [&str; 6] = ["ID", "PROVIDER", "TIER", "SEVERITY", "VARIABLE", "TITLE"];

/// Writes a table or, if requested, a JSON document.
pub(crate) fn run(args: &Args, environment: &Environment, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let detectors = config::detectors(args, environment)?;
    let rules = Wanted::of(args, detectors)?.rules(detectors);
    match args.output.form() {
        Form::Human | Form::Short => {
            table(&rules, &Styles::for_out(args.output.color, environment), streams.out)?;
        }
        Form::Json | Form::Cargo(_) => document(&rules, detectors, streams.out)?,
        Form::Sarif => return Err(Error::new("rules are listed as `human` or `json`")),
    }
    Ok(Exit::Clean)
}

/// The filters; an empty list matches nothing.
struct Wanted<'a> {
    providers: Vec<&'static str>,
    tiers: &'a [TierArg],
    groups: Vec<Group>,
    words: Vec<String>,
}

impl<'a> Wanted<'a> {
    fn of(args: &'a Args, detectors: Detectors) -> Result<Wanted<'a>, Error> {
        let providers = args.which.provider.iter().map(|name| provider(name, detectors));
        let text = args.list.as_ref().and_then(Option::as_deref).unwrap_or_default();
        Ok(Wanted {
            providers: providers.collect::<Result<_, _>>()?,
            tiers: &args.which.tier,
            groups: args.which.group.iter().map(|group| group.group()).collect(),
            words: text.split_whitespace().map(str::to_lowercase).collect(),
        })
    }

    /// Detectors, then rules about what the code does.
    fn rules(&self, detectors: Detectors) -> Vec<Rule> {
        let all = detectors.all().map(Rule::Detector).chain(Rule::semantic().map(Rule::Semantic));
        all.filter(|rule| self.wants(*rule)).collect()
    }

    fn wants(&self, rule: Rule) -> bool {
        let of_provider = |wanted: &&str| rule.provider() == Some(*wanted);
        (self.providers.is_empty() || self.providers.iter().any(of_provider))
            && (self.tiers.is_empty() || self.tiers.iter().any(|wanted| is_of_tier(rule, *wanted)))
            && (self.groups.is_empty() || self.groups.contains(&rule.group()))
            && self.words.iter().all(|word| speaks_of(rule, word))
    }
}

/// The id of the provider with this name.
fn provider(name: &str, detectors: Detectors) -> Result<&'static str, Error> {
    let own = detectors.own().map(|_| CUSTOM);
    let found = catalogue::named(name).map(|provider| provider.id);
    found.or(own.filter(|own| *own == name)).ok_or_else(|| {
        let known = catalogue::providers().iter().map(|provider| provider.id).chain(own);
        Error::new(format!("no provider is named `{name}`"))
            .note("providers are in the second column of `cargo nosecrets --list`")
            .help(did_you_mean(&name.to_lowercase(), known))
    })
}

fn is_of_tier(rule: Rule, tier: TierArg) -> bool {
    match rule {
        Rule::Detector(detector) => tier.is(detector.tier),
        Rule::Semantic(_) => tier == TierArg::Semantic,
    }
}

/// Whether `word`, in lower case, occurs in a rule's row of the table, or in the name or aliases of
/// its provider.
fn speaks_of(rule: Rule, word: &str) -> bool {
    let holds = |text: &str| text.to_lowercase().contains(word);
    let provider = rule.provider().and_then(catalogue::provider);
    holds(rule.id())
        || holds(rule.title())
        || rule.env().is_some_and(holds)
        || provider.is_some_and(|p| holds(p.name) || p.aliases.iter().any(|alias| holds(alias)))
}

fn table(rules: &[Rule], styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<_> = rules.iter().map(|rule| row(*rule)).collect();
    let mut widths = HEADINGS.map(str::len);
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.len().max(*width);
        }
    }
    let bold = styles.bold;
    writeln!(out, "{bold}{}{bold:#}", line(&HEADINGS, &widths))?;
    rows.iter().try_for_each(|row| writeln!(out, "{}", line(row, &widths)))?;
    let parts: Vec<_> = counts(rules).iter().map(|(tier, number)| format!("{number} {tier}")).collect();
    writeln!(out, "\n{} rules: {}", rules.len(), parts.join(", "))
}

fn tier_of(rule: Rule) -> &'static str {
    match rule {
        Rule::Detector(detector) => detector.tier.name(),
        Rule::Semantic(_) => TierArg::Semantic.name(),
    }
}

/// The number of rules in each tier.
fn counts(rules: &[Rule]) -> Vec<(&'static str, usize)> {
    let tiers = Tier::ALL.iter().map(|tier| tier.name()).chain([TierArg::Semantic.name()]);
    tiers.map(|tier| (tier, rules.iter().filter(|rule| tier_of(**rule) == tier).count())).collect()
}

fn row(rule: Rule) -> [&'static str; 6] {
    let (provider, env) = (rule.provider().unwrap_or("-"), rule.env().unwrap_or("-"));
    [rule.id(), provider, tier_of(rule), rule.severity().name(), env, rule.title()]
}

fn line(cells: &[&str; 6], widths: &[usize; 6]) -> String {
    let cells = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

fn document(rules: &[Rule], detectors: Detectors, out: &mut dyn Write) -> io::Result<()> {
    let counts: Map<String, Value> =
        counts(rules).into_iter().map(|(tier, number)| (tier.to_owned(), number.into())).collect();
    let rules: Vec<_> = rules.iter().map(|rule| entry(*rule, detectors)).collect();
    // Patterns of custom detectors may contain anything.
    harmless::pretty(out, &json!({ "schema_version": 1, "rules": rules, "counts": counts }))
}

fn entry(rule: Rule, detectors: Detectors) -> Value {
    match rule {
        Rule::Detector(detector) => detector_entry(detector, detectors),
        Rule::Semantic(rule) => semantic_entry(rule),
    }
}

fn semantic_entry(rule: &Semantic) -> Value {
    json!({
        "id": rule.id,
        "provider": null,
        "category": null,
        "title": rule.title,
        "tier": "semantic",
        "group": rule.group.name(),
        "severity": rule.severity.name(),
        "confidence": rule.confidence.name(),
        "env": null,
        "url": null,
        "pattern": null,
    })
}

fn detector_entry(detector: &Detector, detectors: Detectors) -> Value {
    let own = || detectors.source(detector.id).map(|own| masks::mask_among(detectors, own.shape()));
    let provider = catalogue::provider(detector.provider);
    json!({
        "id": detector.id,
        "provider": detector.provider,
        "category": provider.and_then(|provider| provider.category),
        "title": detector.title,
        "tier": detector.tier.name(),
        "group": detector.group().name(),
        "severity": detector.severity.name(),
        "confidence": detector.confidence.name(),
        "env": detector.env,
        "url": provider.map(|provider| provider.url),
        "pattern": catalogue::text(detector).map(|text| text.pattern.to_owned()).or_else(own),
    })
}
