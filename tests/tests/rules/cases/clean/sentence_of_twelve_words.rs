const WALLET_PHRASE: &str = "every wallet needs some words that you must never lose or tell";
