const MODULE: &str = "eyJournal.eyJunction.settings";
