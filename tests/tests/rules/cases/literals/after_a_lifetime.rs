struct Holder<'a>(&'a str);
const HOLDER: Holder<'static> = Holder("@{age-identity}"); //~ age-identity
