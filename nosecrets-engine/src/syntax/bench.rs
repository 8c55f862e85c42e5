//! What only benches may call: stages that no other function of the crate does alone.

use syn::Expr;
use syn::visit::{self, Visit};

use super::consts::Consts;
use super::fold::Folder;

/// Folds every expression of a parsed file as far out as it goes, without the
/// constants of the file; the sum of the lengths of the values.
#[must_use]
pub fn fold(file: &syn::File) -> usize {
    let consts = Consts::new(&[], &[]);
    let mut folds = Folds { folder: Folder::new(0, &consts), len: 0 };
    folds.visit_file(file);
    folds.len
}

struct Folds<'a> {
    folder: Folder<'a>,
    len: usize,
}

impl<'e> Visit<'e> for Folds<'_> {
    fn visit_expr(&mut self, expr: &'e Expr) {
        match self.folder.fold(expr) {
            Some(value) => self.len += value.bytes.len(),
            None => visit::visit_expr(self, expr),
        }
    }
}
