impl<'a, const N: usize, T: ?Sized + 'a> Holder<'a, N, T>
where
    for<'b> &'b T: Into<Cow<'b, str>>,
{
    #[inline]
    #[must_use = "it is a key"]
    pub(crate) const fn key<const M: usize>(&self) -> Option<&'static str> {
        Some("@{stripe-secret-key}") //~ stripe-secret-key
    }
}
