#[cfg(test)]
mod tests {
    const KEY: &str = "@{stripe-secret-key}"; //~ stripe-secret-key test
}
