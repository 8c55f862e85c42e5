/** The key is
 * @{stripe-secret-key}. //~ stripe-secret-key doc
 */
fn pay() {}
