//! `--list` and its filters.

use clap::ValueEnum;
use nosecrets_detectors::{Group, Tier};

/// The filters of `--list`.
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
    /// Has a recognisable shape; reported wherever it occurs
    Structured,
    /// Needs the provider's name nearby
    Contextual,
    /// Not secret on its own; completes a pair
    Component,
    /// About what the code does
    Semantic,
}

/// Values of `--group`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GroupArg {
    /// Credentials; denied by default
    Credential,
    /// Identifiers that are not secret on their own; allowed by default
    Identifier,
    /// IVs, nonces, salts and seeds that never change from run to run; a warning by default
    CryptoConstant,
    /// Code that shows or compares secrets carelessly; a warning by default
    Exposure,
}

impl TierArg {
    /// Whether `tier` is the tier of detectors with this name.
    pub(crate) fn is(self, tier: Tier) -> bool {
        self.name() == tier.name()
    }

    /// The name on the command line.
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
    /// The corresponding group.
    pub(crate) fn group(self) -> Group {
        match self {
            GroupArg::Credential => Group::Credential,
            GroupArg::Identifier => Group::Identifier,
            GroupArg::CryptoConstant => Group::CryptoConstant,
            GroupArg::Exposure => Group::Exposure,
        }
    }
}
