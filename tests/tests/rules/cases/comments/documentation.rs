/// Pass `@{stripe-secret-key}` to try it. //~ stripe-secret-key doc
fn pay() {}
