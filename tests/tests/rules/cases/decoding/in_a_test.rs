#[cfg(test)]
mod tests {
    const KEY: &str = "@{stripe-secret-key|base64}"; //~ stripe-secret-key test decoded
}
