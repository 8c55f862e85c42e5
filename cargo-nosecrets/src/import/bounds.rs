//! Whether a YAML text can be loaded safely. The loader recurses into every level and copies what
//! an alias refers to, so one page of text can overflow its stack or exhaust memory. Here the
//! events are read one by one, without either.

use std::collections::HashMap;

use yaml_rust2::Event;
use yaml_rust2::parser::Parser;

/// Deepest nesting; rules nest six levels deep.
const MAX_DEPTH: usize = 64;

/// Most bytes that the scalars may have with all aliases expanded.
const MAX_SIZE: usize = 16 << 20;

/// Checks a text.
///
/// # Errors
/// If it is not YAML, or must not be loaded.
pub(super) fn check(text: &str) -> Result<(), String> {
    let mut parser = Parser::new_from_str(text);
    let mut tally = Tally::default();
    loop {
        let (event, _) = parser.next_token().map_err(|error| error.to_string())?;
        if event == Event::StreamEnd {
            return Ok(());
        }
        tally.count(event)?;
    }
}

/// Size and height of a node that an alias can refer to.
#[derive(Debug, Default, Clone, Copy)]
struct Extent {
    /// Bytes of its scalars, with aliases expanded.
    size: usize,
    /// Levels of lists and maps in it.
    height: usize,
}

/// What has been read so far.
#[derive(Default)]
struct Tally {
    /// Anchor and extent of each open list and map.
    open: Vec<(usize, Extent)>,
    anchors: HashMap<usize, Extent>,
    total: usize,
}

impl Tally {
    fn count(&mut self, event: Event) -> Result<(), String> {
        match event {
            Event::Scalar(text, _, anchor, _) => self.leaf(anchor, Extent { size: text.len() + 1, height: 0 })?,
            Event::Alias(anchor) => self.leaf(0, self.anchors.get(&anchor).copied().unwrap_or_default())?,
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                self.open.push((anchor, Extent::default()));
                self.check(0)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (anchor, Extent { size, height }) = self.open.pop().unwrap_or_default();
                self.add(anchor, Extent { size, height: height + 1 });
            }
            _ => {}
        }
        Ok(())
    }

    /// Checks that a node with `height` levels is within bounds at this position.
    fn check(&self, height: usize) -> Result<(), String> {
        if self.open.len() + height > MAX_DEPTH {
            return Err(format!("it nests more than {MAX_DEPTH} levels deep"));
        }
        if self.total > MAX_SIZE {
            return Err(format!("with its aliases expanded it is larger than {} MiB", MAX_SIZE >> 20));
        }
        Ok(())
    }

    /// Adds a node that is in the text, or is copied into it.
    fn leaf(&mut self, anchor: usize, extent: Extent) -> Result<(), String> {
        self.total = self.total.saturating_add(extent.size);
        self.add(anchor, extent);
        self.check(extent.height)
    }

    /// Adds a completed node to the one that contains it.
    fn add(&mut self, anchor: usize, extent: Extent) {
        if anchor > 0 {
            self.anchors.insert(anchor, extent);
        }
        if let Some((_, around)) = self.open.last_mut() {
            around.size = around.size.saturating_add(extent.size);
            around.height = around.height.max(extent.height);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_that_double_are_refused() {
        let doubled: String = (1..80).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1)).collect();
        assert!(check(&format!("a0: &a0 x\n{doubled}")).is_err());
        assert_eq!(check("a: &a [x]\nb: [*a, *a]\n"), Ok(()));
    }

    #[test]
    fn deep_nesting_is_refused() {
        for deep in ["- ".repeat(100_000), "[".repeat(100_000), "{a: ".repeat(100_000)] {
            assert!(check(&deep).is_err());
        }
        let chain: String = (1..100).map(|n| format!("a{n}: &a{n} [*a{}]\n", n - 1)).collect();
        assert!(check(&format!("a0: &a0 x\n{chain}")).is_err());
        assert_eq!(check("rules:\n  - a: [{b: [c]}]\n"), Ok(()));
    }
}
