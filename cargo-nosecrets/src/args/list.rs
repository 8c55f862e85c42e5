//! Which rules `--list` names.

use clap::ValueEnum;
use nosecrets_detectors::{Group, Tier};

/// Restricts `--list`.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "With --list")]
pub(crate) struct ListArgs {
    /// Only rules of this provider: its id, name or alias
    #[arg(long, value_name = "NAME", requires = "list")]
    pub(crate) provider: Vec<String>,
    /// Only rules of this tier
    #[arg(long, value_enum, requires = "list")]
    pub(crate) tier: Vec<TierArg>,
    /// Only rules of this group
    #[arg(long, value_enum, requires = "list")]
    pub(crate) group: Vec<GroupArg>,
}

/// Values of `--tier`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TierArg {
    /// Has a shape of its own; reported wherever it stands
    Structured,
    /// Needs the provider's name near
    Contextual,
    /// No secret alone; completes a pair
    Component,
    /// About what the code does
    Semantic,
}

/// Values of `--group`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GroupArg {
    /// Credentials; denied by default
    Credential,
    /// Identifiers that are no secret alone; allowed by default
    Identifier,
    /// Keys, salts and nonces that are the same in every run; a warning by default
    CryptoConstant,
    /// Code that shows or compares secrets carelessly; a warning by default
    Exposure,
}

impl TierArg {
    /// Whether it is this tier of detectors.
    pub(crate) fn is(self, tier: Tier) -> bool {
        self.name() == tier.name()
    }

    /// As it is written.
    pub(crate) fn name(self) -> &'static str {
        match self {
            TierArg::Structured => Tier::Structured.name(),
            TierArg::Contextual => Tier::Contextual.name(),
            TierArg::Component => Tier::Component.name(),
            TierArg::Semantic => "semantic",
        }
    }
}

impl GroupArg {
    /// The group that is meant.
    pub(crate) fn group(self) -> Group {
        match self {
            GroupArg::Credential => Group::Credential,
            GroupArg::Identifier => Group::Identifier,
            GroupArg::CryptoConstant => Group::CryptoConstant,
            GroupArg::Exposure => Group::Exposure,
        }
    }
}
