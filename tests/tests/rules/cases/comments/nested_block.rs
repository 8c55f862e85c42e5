/* outer /* inner @{stripe-secret-key} */ still */ //~ stripe-secret-key comment
fn main() {}
