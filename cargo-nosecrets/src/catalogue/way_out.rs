//! The remediation of a leak, assembled for one provider.

use std::borrow::Cow;

use super::{Category, Provider, Remediation, categories};

/// A string from the table, or made from one.
type Text = Cow<'static, str>;

/// The remediation of a leak. Each list is in the order of execution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WayOut {
    /// What the credential can do, and what a leak costs.
    pub risk: Text,
    /// Where to look for misuse.
    pub check: Vec<Text>,
    /// How to create a new credential.
    pub create: Vec<Text>,
    /// What to change in the services that use it.
    pub replace: Vec<Text>,
    /// How to revoke the old one.
    pub revoke: Vec<Text>,
    /// What to watch afterwards.
    pub watch: Vec<Text>,
    /// The vendor's pages.
    pub links: Vec<&'static str>,
    /// The vendor's API call that revokes it.
    pub revoke_api: Option<&'static str>,
}

/// What to change, for providers whose file does not say.
const REPLACE: &[&str] = &[
    "Put the new one into the secret manager, and change every service, job and pipeline that uses the old one",
    "Deploy to staging and see a call succeed there before production follows",
];

impl Provider {
    /// The provider's own remediation, or else that of its category.
    #[must_use]
    pub fn way_out(&self) -> WayOut {
        match (self.remediation, self.category.and_then(category)) {
            (Some(written), _) => WayOut::of(written, &|text| Cow::Borrowed(text), written.links.to_vec()),
            (None, Some(category)) => self.general(&category.remediation),
            // The codegen rejects a provider that has neither.
            (None, None) => WayOut::default(),
        }
    }

    fn general(&self, written: &'static Remediation) -> WayOut {
        let console = self.console.map_or_else(|| format!("the account's settings of {}", self.name), str::to_owned);
        let fill = |text: &'static str| -> Text {
            if text.contains('{') {
                Cow::Owned(text.replace("{name}", self.name).replace("{console}", &console))
            } else {
                Cow::Borrowed(text)
            }
        };
        WayOut::of(written, &fill, [self.console, Some(self.url)].into_iter().flatten().collect())
    }
}

impl WayOut {
    fn of(written: &'static Remediation, fill: &dyn Fn(&'static str) -> Text, links: Vec<&'static str>) -> WayOut {
        let list = |steps: &'static [&'static str]| steps.iter().map(|step| fill(step)).collect();
        let replace = if written.replace.is_empty() { REPLACE } else { written.replace };
        WayOut {
            risk: fill(written.risk),
            check: list(written.check),
            create: list(written.create),
            replace: list(replace),
            revoke: list(written.revoke),
            watch: list(written.watch),
            links,
            revoke_api: written.revoke_api,
        }
    }

    /// The steps in order, each with its details.
    #[must_use]
    pub fn steps(&self) -> Vec<(&'static str, &[Text])> {
        let steps = [
            ("Was it misused?", &self.check[..]),
            ("Make a new one", &self.create),
            ("Replace it wherever it is used", &self.replace),
            ("Revoke the old one", &self.revoke),
            ("Watch", &self.watch),
        ];
        steps.into_iter().filter(|(_, details)| !details.is_empty()).collect()
    }
}

/// The category with the given name.
pub(super) fn category(name: &str) -> Option<&'static Category> {
    let at = categories().binary_search_by(|category| category.name.cmp(name)).ok()?;
    Some(&categories()[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::providers;

    const ACME: Provider = Provider {
        id: "acme",
        name: "Acme",
        url: "https://acme.example",
        aliases: &[],
        category: Some("data"),
        console: None,
        remediation: None,
    };

    #[test]
    fn a_provider_without_a_way_out_has_that_of_its_category() {
        let way_out = ACME.way_out();
        assert!(way_out.check[0].starts_with("Usage of Acme by day"), "{way_out:?}");
        assert!(way_out.create[0].starts_with("In the account's settings of Acme, "), "{way_out:?}");
        let provider = Provider { console: Some("https://acme.example/keys"), ..ACME };
        assert!(provider.way_out().create[0].starts_with("In https://acme.example/keys, "));
        assert_eq!(provider.way_out().links, ["https://acme.example/keys", "https://acme.example"]);
    }

    #[test]
    fn every_way_out_is_whole_and_has_no_hole() {
        let general = categories().iter().map(|category| Provider { category: Some(category.name), ..ACME });
        let general: Vec<_> = general.map(|provider| provider.way_out()).collect();
        for way_out in providers().iter().map(Provider::way_out).chain(general.iter().cloned()) {
            for text in [&way_out.check, &way_out.create, &way_out.revoke, &way_out.watch] {
                assert!(!text.is_empty(), "{way_out:?}");
            }
            assert!(!way_out.risk.is_empty() && way_out.steps().len() >= 4, "{way_out:?}");
        }
        for way_out in general {
            let all = format!("{way_out:?}");
            assert!(!all.contains("{name}") && !all.contains("{console}"), "{all}");
        }
    }
}
