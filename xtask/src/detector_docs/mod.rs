//! The catalogue → `docs/detectors/`: a page for each provider, an index by
//! category, and an index for searching.

mod page;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cargo_nosecrets::catalogue::{self, Provider};
use nosecrets_detectors::{BUILTIN, Detector, Tier};
use serde_json::{Value, json};

use crate::pages::Pages;
use crate::run::workspace;

/// Detectors by the id of their provider.
type ByProvider = BTreeMap<&'static str, Vec<&'static Detector>>;

/// The pages of the built-in catalogue.
pub(crate) fn pages() -> Pages {
    let mut by_provider = ByProvider::new();
    for detector in BUILTIN.detectors() {
        by_provider.entry(detector.provider).or_default().push(detector);
    }
    let providers = || catalogue::providers().iter().map(|provider| (provider, of(&by_provider, provider)));
    let pages = providers().map(|(provider, detectors)| (file(provider), page::page(provider, detectors)));
    let index = [("README.md".to_owned(), index(&by_provider)), ("search.json".to_owned(), search(&by_provider))];
    Pages { folder: workspace().join("docs/detectors"), files: pages.chain(index).collect(), task: "detector-docs" }
}

fn of<'d>(by_provider: &'d ByProvider, provider: &Provider) -> &'d [&'static Detector] {
    by_provider.get(provider.id).map_or(&[], Vec::as_slice)
}

/// File name of a provider's page. No provider is called `README`, the index.
fn file(provider: &Provider) -> String {
    format!("{}.md", provider.id)
}

fn index(by_provider: &ByProvider) -> String {
    let mut text = page::note("nosecrets-detectors/detectors");
    let counts = Tier::ALL.iter().map(|tier| format!("{} {}", count(*tier), tier.name())).collect::<Vec<_>>();
    let _ = write!(
        text,
        "\n# Detectors\n\n{} kinds of credential and identifier from {} providers:\n\
         {}.\n\
         `cargo nosecrets --explain ID` prints the page of a detector or provider, and\n\
         `cargo nosecrets --list TEXT` searches. [search.json](search.json) is an index for programs.\n",
        BUILTIN.detectors().len(),
        catalogue::providers().len(),
        counts.join(", ")
    );
    for category in catalogue::categories() {
        section(category.name, category.says, Some(category.name), by_provider, &mut text);
    }
    section(
        "other",
        "Providers with their own remediation, and formats without a provider.",
        None,
        by_provider,
        &mut text,
    );
    text
}

fn count(tier: Tier) -> usize {
    BUILTIN.detectors().iter().filter(|detector| detector.tier == tier).count()
}

fn section(name: &str, says: &str, category: Option<&str>, by_provider: &ByProvider, text: &mut String) {
    let members = || catalogue::providers().iter().filter(|provider| provider.category == category);
    if members().next().is_none() {
        return;
    }
    // Writing to a `String` cannot fail.
    let _ = write!(text, "\n## {name}\n\n{says}\n\n| provider | detectors |\n|---|---|\n");
    for provider in members() {
        let ids: Vec<_> = of(by_provider, provider).iter().map(|detector| format!("`{}`", detector.id)).collect();
        let _ = writeln!(text, "| [{}]({}) | {} |", page::escaped(provider.name), file(provider), ids.join(", "));
    }
}

/// One row for each detector, as an array: the columns are named once.
fn search(by_provider: &ByProvider) -> String {
    let rows: Vec<Value> = catalogue::providers()
        .iter()
        .flat_map(|provider| of(by_provider, provider).iter().map(|detector| row(provider, detector)))
        .collect();
    let columns = ["id", "title", "provider", "name", "category", "tier", "severity", "variable", "aliases", "page"];
    // One row per line keeps diffs small.
    let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
    format!("{{\"schema_version\":1,\"columns\":{},\"rows\":[\n{}\n]}}\n", json!(columns), rows.join(",\n"))
}

fn row(provider: &Provider, detector: &Detector) -> Value {
    json!([
        detector.id,
        detector.title,
        provider.id,
        provider.name,
        provider.category,
        detector.tier.name(),
        detector.severity.name(),
        detector.env,
        provider.aliases,
        file(provider),
    ])
}
