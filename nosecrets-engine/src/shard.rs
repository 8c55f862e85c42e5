//! A share of a tree, for machines that divide the work among them.

use std::path::Path;

/// Which of how many shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    number: u32,
    of: u32,
}

impl Shard {
    /// Share `number`, from 1, of `of`.
    #[must_use]
    pub fn new(number: u32, of: u32) -> Option<Shard> {
        (1..=of).contains(&number).then_some(Shard { number, of })
    }

    /// Which share it is, from 1.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }

    /// How many shares there are.
    #[must_use]
    pub fn of(self) -> u32 {
        self.of
    }

    /// Whether a file is in it. Its name decides, as findings show it, so that
    /// every machine comes to the same answer without looking at other files.
    #[must_use]
    pub fn holds(self, shown: &Path) -> bool {
        let name = shown.to_string_lossy().replace('\\', "/");
        let [a, b, c, d, ..] = nosecrets_detectors::encoding::sha256(name.as_bytes());
        u32::from_be_bytes([a, b, c, d]) % self.of == self.number - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_in_one_share_and_no_share_is_much_larger() {
        let names: Vec<String> = (0..3000).map(|number| format!("src/module{number}.rs")).collect();
        let shares: Vec<Shard> = (1..=3).filter_map(|number| Shard::new(number, 3)).collect();
        let holders = |name: &String| shares.iter().filter(|share| share.holds(Path::new(name))).count();
        assert!(names.iter().all(|name| holders(name) == 1));
        for share in &shares {
            let held = names.iter().filter(|name| share.holds(Path::new(name))).count();
            assert!((900..1100).contains(&held), "{held}");
        }
    }

    #[test]
    fn shares_are_the_same_on_every_machine() {
        let share = |name: &str| (1..=4).find(|&number| Shard::new(number, 4).unwrap().holds(Path::new(name)));
        assert_eq!(["src/lib.rs", "src/main.rs", "Cargo.toml"].map(share), [Some(1), Some(4), Some(3)]);
    }

    #[test]
    fn there_is_no_share_beyond_the_last() {
        assert_eq!((Shard::new(0, 2), Shard::new(3, 2), Shard::new(0, 0)), (None, None, None));
    }
}
