fn main() {} // @{stripe-secret-key} //~ stripe-secret-key comment
