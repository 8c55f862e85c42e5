//! `-D`, `-W` and `-A` in the order in which they were given.

use clap::ArgMatches;
use nosecrets_engine::Level;

/// All level options in command-line order. clap keeps the three options apart; only their indices
/// tell which came later.
pub(super) fn ordered(matches: &ArgMatches) -> Vec<(Level, String)> {
    let options = [("deny", Level::Deny), ("warn", Level::Warn), ("allow", Level::Allow)];
    let mut all: Vec<_> = options.iter().flat_map(|(option, level)| given(matches, option, *level)).collect();
    all.sort_by_key(|(index, ..)| *index);
    all.into_iter().map(|(_, level, name)| (level, name)).collect()
}

fn given(matches: &ArgMatches, option: &str, level: Level) -> Vec<(usize, Level, String)> {
    let indices = matches.indices_of(option).into_iter().flatten();
    let names = matches.get_many::<String>(option).into_iter().flatten();
    indices.zip(names).map(|(index, name)| (index, level, name.clone())).collect()
}
