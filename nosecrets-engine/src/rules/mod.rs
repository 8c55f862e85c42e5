//! Rules about what the code does: one file each, registered once in `ALL`.
//!
//! A rule is a function from an `Event` to what it objects to. It sees no
//! syntax tree; `syntax` has reduced that to events.

pub(crate) mod candidates;
mod enclosing;
mod hard_coded_credential;
mod hard_coded_iv;
mod hard_coded_key;
mod hard_coded_nonce;
mod hard_coded_salt;
mod hard_coded_secret;
mod hard_coded_seed;
mod header_not_sensitive;
pub(crate) mod keywords;
mod mentions;
mod mnemonic_in_source;
mod neighbourhood;
mod occurrences;
mod outline;
mod password_in_url;
mod private_key_in_array;
pub(crate) mod secret;
mod secret_compared_with_literal;
mod secret_compiled_in;
mod secret_file_compiled_in;
mod secret_in_build_output;
mod secret_in_debug;
mod secret_shown;
mod sinks;
#[cfg(test)]
pub(crate) mod tests;
#[cfg(test)]
mod tests_codeql;
#[cfg(test)]
mod tests_vocabulary;
mod values;
pub(crate) mod vocabulary;

use std::ops::Range;

use nosecrets_detectors::Group;

use crate::config::Config;
use crate::event::Event;
use crate::literal::Context;
use crate::role::Role;
use crate::rule::Semantic;

pub(crate) use mentions::Mentions;

/// A rule and its check.
pub(crate) struct Check {
    /// What is reported.
    pub rule: &'static Semantic,
    /// What it objects to in an event.
    pub check: fn(&Event, &Surroundings<'_>) -> Option<Objection>,
}

/// All rules. Of two that object to the same place the first wins.
pub(crate) static ALL: &[Check] = &[
    // What a build script tells cargo is printed as well, but this says what becomes of it.
    Check { rule: &secret_in_build_output::RULE, check: secret_in_build_output::check },
    Check { rule: &secret_compiled_in::RULE, check: secret_compiled_in::check },
    Check { rule: &secret_file_compiled_in::RULE, check: secret_file_compiled_in::check },
    // A comparison says more than that there is a secret, and an address holds one among other things.
    Check { rule: &secret_compared_with_literal::RULE, check: secret_compared_with_literal::check },
    Check { rule: &password_in_url::RULE, check: password_in_url::check },
    // A checksum proves more than any name, and what a value is used for says more than what it is called.
    Check { rule: &mnemonic_in_source::RULE, check: mnemonic_in_source::check },
    Check { rule: &private_key_in_array::RULE, check: private_key_in_array::check },
    Check { rule: &hard_coded_credential::RULE, check: hard_coded_credential::check },
    Check { rule: &hard_coded_key::RULE, check: hard_coded_key::check },
    Check { rule: &hard_coded_iv::RULE, check: hard_coded_iv::check },
    Check { rule: &hard_coded_nonce::RULE, check: hard_coded_nonce::check },
    Check { rule: &hard_coded_salt::RULE, check: hard_coded_salt::check },
    Check { rule: &hard_coded_seed::RULE, check: hard_coded_seed::check },
    Check { rule: &hard_coded_secret::RULE, check: hard_coded_secret::check },
    Check { rule: &header_not_sensitive::RULE, check: header_not_sensitive::check },
    Check { rule: &secret_in_debug::RULE, check: secret_in_debug::check },
    Check { rule: &secret_shown::RULE, check: secret_shown::check },
];

/// What a rule may know beyond the event.
pub(crate) struct Surroundings<'a> {
    /// What the file is for.
    pub role: Role,
    /// What kind of code the event is in.
    pub context: Context,
    /// Group of the rule that is asked.
    pub group: Group,
    /// The file's text.
    pub source: &'a [u8],
    /// What was asked of it before.
    pub mentions: &'a Mentions,
    /// Folder of the source file, if it is on disk.
    pub folder: Option<&'a std::path::Path>,
    /// Settings of the run.
    pub config: &'a Config,
}

/// What a rule objects to.
pub(crate) struct Objection {
    /// The value that is a secret, if one is known; only its length is shown.
    pub value: Option<Vec<u8>>,
    /// Where: the literal first, then further places.
    pub spans: Vec<Range<usize>>,
    /// Whether what stands at the spans must be masked.
    pub is_secret: bool,
    /// What to say at the first place; lower-case, no final period, no value.
    pub message: String,
    /// Tells findings of the rule in one file apart when there is no value: a name.
    pub subject: String,
    /// What spoke for and against it, with weights.
    pub evidence: Vec<Evidence>,
}

/// A reason for or against a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The reason, in words without a value.
    pub what: String,
    /// How much it counts; negative against.
    pub weight: i32,
}

impl Surroundings<'_> {
    /// Whether guesses are wanted here: tests, documents and examples hold
    /// made-up secrets.
    pub(crate) fn wants_guesses(&self) -> bool {
        self.config.wants_guesses(self.group, self.context)
    }
}
