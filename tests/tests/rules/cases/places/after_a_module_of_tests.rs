#[cfg(test)]
mod tests {
    fn a() {}
}
const KEY: &str = "@{stripe-secret-key}"; //~ stripe-secret-key production
