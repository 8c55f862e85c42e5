//! Pages of the notices about suppressions.

/// The page of a notice; paragraphs are separated by an empty line.
pub(crate) fn text(id: &str) -> Option<&'static str> {
    Some(match id {
        "unused-suppression" => {
            "A suppression is where nothing is found. Either the credential is gone, and the \
             suppression would hide the next one, or it is on the wrong line.\n\nRemove it, or \
             move it to the line of the finding or the line before."
        }
        "unknown-rule" => {
            "A suppression names a rule that does not exist, so it suppresses nothing.\n\nCorrect \
             the name; `cargo nosecrets --list` lists them all."
        }
        "missing-reason" => {
            "A suppression has no reason. Anyone who reads it later must be able to tell why the \
             value is not a credential.\n\nAdd it: `// nosecrets: allow(rule-id) -- reason`, or \
             `reason = \"…\"` in the attribute."
        }
        "malformed-suppression" => {
            "A comment begins like a suppression but is malformed, so it suppresses nothing.\n\nWrite \
             it as `// nosecrets: allow(rule-id) -- reason`."
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_notice_has_a_text() {
        for id in nosecrets_engine::rule_names::NOTICES {
            assert!(super::text(id).is_some(), "{id}");
        }
    }
}
