//! What a run is to do: checked by whoever builds it, so that the engine need not.

use std::collections::BTreeMap;

use globset::GlobSet;
use nosecrets_detectors::Group;

use crate::contexts::Contexts;
use crate::detectors::Detectors;
use crate::literal::Context;
use crate::rule::Rule;
use crate::shard::Shard;

/// How loud a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not shown.
    Allow,
    /// Shown; the run still succeeds.
    Warn,
    /// Shown; the run fails.
    Deny,
}

impl Level {
    /// The name used in configuration and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }

    /// The level of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Level> {
        [Level::Allow, Level::Warn, Level::Deny].into_iter().find(|level| level.name() == name)
    }
}

/// Settings of a run.
#[derive(Debug, Clone)]
pub struct Config {
    /// What is looked for.
    pub detectors: Detectors,
    /// Levels of detectors.
    pub levels: Levels,
    /// Files of the tree that are not looked at.
    pub exclude: GlobSet,
    /// Whether files that git ignores are left out.
    pub respect_ignore: bool,
    /// Whether other tools' markers (`gitleaks:allow` …) suppress findings.
    pub honour_markers: bool,
    /// Largest file that is read, in bytes; none by default.
    pub max_file_size: Option<u64>,
    /// Where the rules of each group may guess.
    pub contexts: Contexts,
    /// Whether they may guess everywhere, whatever `contexts` says.
    pub all_contexts: bool,
    /// Whether rules about what the code does are applied.
    pub semantic: bool,
    /// Whether the prefilter is used; only tests switch it off.
    pub prefilter: bool,
    /// The share of the files that is looked at; all by default.
    pub shard: Option<Shard>,
    /// Number of threads; 0 for as many as there are processors.
    pub threads: usize,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            detectors: Detectors::default(),
            levels: Levels::default(),
            exclude: GlobSet::empty(),
            respect_ignore: true,
            honour_markers: false,
            max_file_size: None,
            contexts: Contexts::default(),
            all_contexts: false,
            semantic: true,
            prefilter: true,
            shard: None,
            threads: 0,
        }
    }
}

impl Config {
    /// Whether rules of `group` may guess in `context`.
    #[must_use]
    pub fn wants_guesses(&self, group: Group, context: Context) -> bool {
        self.all_contexts || self.contexts.wants(group, context)
    }

    /// Whether any rule may guess in `context`.
    #[must_use]
    pub fn wants_any_guess(&self, context: Context) -> bool {
        self.all_contexts || self.contexts.wants_any(context)
    }
}

/// Levels of detectors and notices, as they were set.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    pub(crate) groups: BTreeMap<Group, Level>,
    pub(crate) providers: BTreeMap<String, Level>,
    pub(crate) rules: BTreeMap<String, Level>,
    /// `-D warnings`: every warning becomes an error.
    pub deny_warnings: bool,
}

impl Levels {
    /// Takes over everything that `other` sets.
    pub fn override_with(&mut self, other: &Levels) {
        self.groups.extend(&other.groups);
        self.providers.extend(other.providers.iter().map(|(name, level)| (name.clone(), *level)));
        self.rules.extend(other.rules.iter().map(|(name, level)| (name.clone(), *level)));
        self.deny_warnings |= other.deny_warnings;
    }

    /// The level of a rule.
    #[must_use]
    pub fn of(&self, rule: Rule) -> Level {
        let by_provider = rule.provider().and_then(|provider| self.providers.get(provider));
        let set = self.rules.get(rule.id()).or(by_provider);
        let level = set.copied().unwrap_or_else(|| self.of_group(rule.group()));
        self.raise(level)
    }

    /// The levels of groups, if no rule has another one.
    pub(crate) fn by_group(&self) -> Option<impl Fn(Group) -> Level + '_> {
        let is_by_group = self.rules.is_empty() && self.providers.is_empty();
        is_by_group.then_some(|group| self.raise(self.of_group(group)))
    }

    /// The level of a notice.
    #[must_use]
    pub fn of_notice(&self, id: &str) -> Level {
        let default = if id == "unused-suppression" { Level::Warn } else { Level::Deny };
        self.raise(self.rules.get(id).copied().unwrap_or(default))
    }

    fn of_group(&self, group: Group) -> Level {
        self.groups.get(&group).copied().unwrap_or(match group {
            Group::Credential => Level::Deny,
            Group::Identifier => Level::Allow,
            Group::CryptoConstant | Group::Exposure => Level::Warn,
        })
    }

    fn raise(&self, level: Level) -> Level {
        if self.deny_warnings && level == Level::Warn { Level::Deny } else { level }
    }
}
