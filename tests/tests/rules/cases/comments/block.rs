/* the key is
   @{stripe-secret-key} */ //~ stripe-secret-key comment
fn main() {}
