macro_rules! of { ($($t:tt)*) => {} }
of!(# "@{stripe-secret-key}" #); //~ stripe-secret-key
