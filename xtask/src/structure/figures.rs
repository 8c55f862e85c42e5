//! What is counted in one file.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Block, ExprMethodCall, Macro, Signature, Visibility};

use super::source::SourceFile;

/// Counts of one file; tests are left out of all but `lines`.
#[derive(Default)]
pub(super) struct Figures {
    /// Shown path of the file.
    pub(super) shown: String,
    /// All lines of the file, with its tests.
    pub(super) lines: usize,
    /// Lines outside tests.
    pub(super) code_lines: usize,
    /// Lines of doc comments.
    pub(super) doc_lines: usize,
    /// Lines of other comments that have a line of their own.
    pub(super) plain_lines: usize,
    pub(super) functions: Vec<Function>,
    /// Items and fields that are `pub`.
    pub(super) public: usize,
    /// Items and fields that are `pub(crate)`, `pub(super)` or `pub(in …)`.
    pub(super) restricted: usize,
    /// `allow` and `expect` attributes.
    pub(super) lint_attributes: usize,
    /// Calls of `unwrap` and `expect`.
    pub(super) unwraps: usize,
}

/// A function with a body.
pub(super) struct Function {
    pub(super) name: String,
    /// Line of its `fn`, from 1.
    pub(super) line: usize,
    /// Lines from `fn` to the closing brace.
    pub(super) lines: usize,
    /// Number of parameters; `self` counts.
    pub(super) parameters: usize,
}

impl Figures {
    /// Counts everything in a file.
    pub(super) fn of(file: &SourceFile) -> Figures {
        let mut figures = Figures { shown: file.shown.clone(), ..Figures::default() };
        figures.count_lines(file);
        figures.visit_file(&file.syntax);
        figures
    }

    fn count_lines(&mut self, file: &SourceFile) {
        for (index, line) in file.text.lines().enumerate() {
            self.lines += 1;
            if file.test_lines.iter().any(|lines| lines.contains(&(index + 1))) {
                continue;
            }
            let line = line.trim_start();
            let is_doc = line.starts_with("///") || line.starts_with("//!");
            self.code_lines += 1;
            self.doc_lines += usize::from(is_doc);
            self.plain_lines += usize::from(line.starts_with("//") && !is_doc);
        }
    }

    fn function(&mut self, signature: &Signature, body: &Block) {
        let line = signature.fn_token.span.start().line;
        let lines = body.brace_token.span.close().end().line + 1 - line;
        let name = signature.ident.to_string();
        self.functions.push(Function { name, line, lines, parameters: signature.inputs.len() });
    }

    /// Counts calls of `unwrap` and `expect` in the tokens of a macro.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut after_dot = false;
        for token in tokens {
            if let TokenTree::Ident(name) = &token {
                self.unwraps += usize::from(after_dot && (name == "unwrap" || name == "expect"));
            }
            after_dot = matches!(&token, TokenTree::Punct(dot) if dot.as_char() == '.');
            if let TokenTree::Group(group) = token {
                self.tokens(group.stream());
            }
        }
    }
}

impl<'ast> Visit<'ast> for Figures {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.function(&item.sig, body);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_visibility(&mut self, visibility: &'ast Visibility) {
        self.public += usize::from(matches!(visibility, Visibility::Public(_)));
        self.restricted += usize::from(matches!(visibility, Visibility::Restricted(_)));
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let path = attribute.path();
        self.lint_attributes += usize::from(path.is_ident("allow") || path.is_ident("expect"));
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        self.unwraps += usize::from(call.method == "unwrap" || call.method == "expect");
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.tokens(call.tokens.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::source::parse;

    #[test]
    fn a_file_is_counted_without_its_tests() {
        let text = "//! Doc.\npub fn a(x: u8, y: u8) {\n    // Why.\n    vec![x.unwrap()];\n}\n\
                    #[expect(dead_code)]\npub(crate) fn b() { y.expect(\"z\") }\n\
                    #[cfg(test)]\nmod tests {\n    // No.\n    fn c() {}\n}\n";
        let (file, _) = parse("a.rs".into(), Vec::new(), text.into()).unwrap();
        let figures = Figures::of(&file);
        assert_eq!((figures.lines, figures.code_lines), (12, 7));
        assert_eq!((figures.doc_lines, figures.plain_lines), (1, 1));
        assert_eq!((figures.public, figures.restricted), (1, 1));
        assert_eq!((figures.lint_attributes, figures.unwraps), (1, 2));
        let functions = figures.functions.iter();
        let functions: Vec<_> = functions.map(|f| (f.name.as_str(), f.line, f.lines, f.parameters)).collect();
        assert_eq!(functions, [("a", 2, 4, 2), ("b", 7, 1, 0)]);
    }
}
