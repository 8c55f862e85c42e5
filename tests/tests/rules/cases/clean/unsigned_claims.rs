const CLAIMS: &str = "eyJ@{}hbGciOiJub25lIn0.eyJ@{}zdWIiOiJhbm4ifQ.";
