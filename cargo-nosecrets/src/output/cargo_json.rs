//! Cargo's messages, one JSON object per line, as `cargo check --message-format json` writes them
//! and rust-analyzer reads them.
//!
//! <https://doc.rust-lang.org/cargo/reference/external-tools.html#json-messages>

use std::io::{self, Write};
use std::path::Path;

use cargo_metadata::{Package, Target};
use nosecrets_engine::discover::Role;
use nosecrets_engine::location::{Excerpt, Location};
use nosecrets_engine::report::Notice;
use nosecrets_engine::{Finding, Label, Level};
use serde_json::{Value, json};

use super::style::Styles;
use super::{View, advice, harmless, human, severity, short, text};
use crate::args::Rendered;
use crate::exit::Exit;
use crate::workspace::Workspace;

/// Writes a message for each finding and notice, one for each scanned target, and the final one.
pub(super) fn write(view: &View<'_>, rendered: Rendered, out: &mut dyn Write) -> io::Result<()> {
    if !rendered.apart {
        for diagnostic in diagnostics(view, rendered) {
            line(out, &diagnostic)?;
        }
    }
    for artifact in view.scope.cargo.iter().flat_map(artifacts) {
        line(out, &artifact)?;
    }
    let success = Exit::of(view.report) == Exit::Clean;
    line(out, &json!({ "reason": "build-finished", "success": success }))
}

fn line(out: &mut dyn Write, message: &Value) -> io::Result<()> {
    harmless::compact(out, message)
}

fn diagnostics<'v>(view: &'v View<'_>, rendered: Rendered) -> impl Iterator<Item = Value> + 'v {
    let findings = view
        .report
        .active()
        .map(move |finding| message(view, finding.path(), finding.role(), of_finding(view, finding, rendered)));
    let notices =
        view.notices().map(move |notice| message(view, &notice.path, Role::Other, of_notice(view, notice, rendered)));
    findings.chain(notices)
}

/// A diagnostic as cargo passes it on; without packages, as rustc writes it.
fn message(view: &View<'_>, path: &Path, role: Role, diagnostic: Value) -> Value {
    let owner = view.scope.cargo.as_ref().and_then(|workspace| workspace.owner(path, role));
    let Some((package, target)) = owner else { return diagnostic };
    json!({
        "reason": "compiler-message",
        "package_id": package.id,
        "manifest_path": package.manifest_path,
        "target": target,
        "message": diagnostic,
    })
}

fn of_finding(view: &View<'_>, finding: &Finding, rendered: Rendered) -> Value {
    let path = file_name(view, finding.path());
    let primary = span(&path, finding.primary(), true);
    let secondary = finding.secondary().iter().map(|label| span(&path, label, false));
    let spans: Vec<_> = std::iter::once(primary).chain(secondary).collect();
    let notes = advice::notes(finding, view.detail).into_iter().map(|note| child("note", &note));
    let help = advice::help(finding).into_iter().map(|help| child("help", &help));
    let children: Vec<_> = notes.chain(help).collect();
    let text = if rendered.short {
        format!("{}\n", short::finding_line(finding))
    } else {
        human::finding_text(finding, &styles(rendered), view.detail)
    };
    diagnostic(&finding.title(), finding.rule().id(), finding.level(), &spans, &children, &text)
}

fn of_notice(view: &View<'_>, notice: &Notice, rendered: Rendered) -> Value {
    let path = file_name(view, &notice.path);
    let spans = [raw_span(&path, &notice.location, &notice.excerpt, None, true)];
    let children: Vec<_> = notice.help.iter().map(|help| child("help", help)).collect();
    let text = if rendered.short {
        format!("{}\n", short::notice_line(notice))
    } else {
        human::notice_text(notice, &styles(rendered))
    };
    diagnostic(&notice.message, notice.id, notice.level, &spans, &children, &text)
}

fn styles(rendered: Rendered) -> Styles {
    if rendered.ansi { Styles::ansi() } else { Styles::plain() }
}

fn diagnostic(message: &str, id: &str, level: Level, spans: &[Value], children: &[Value], rendered: &str) -> Value {
    // Exactly one `::` makes rust-analyzer show `nosecrets` as the source.
    let code = format!("nosecrets::{}", id.replace('-', "_"));
    json!({
        "$message_type": "diagnostic",
        "message": message,
        "code": { "code": code, "explanation": null },
        "level": severity(level),
        "spans": spans,
        "children": children,
        "rendered": rendered,
    })
}

fn child(level: &str, message: &str) -> Value {
    json!({
        "message": message,
        "code": null,
        "level": level,
        "spans": [],
        "children": [],
        "rendered": null,
    })
}

fn span(path: &str, label: &Label, is_primary: bool) -> Value {
    raw_span(path, &label.location, &label.excerpt, Some(&label.message), is_primary)
}

fn raw_span(path: &str, at: &Location, excerpt: &Excerpt, label: Option<&str>, is_primary: bool) -> Value {
    json!({
        "file_name": path,
        "byte_start": at.start,
        "byte_end": at.end,
        "line_start": at.line,
        "line_end": at.end_line,
        "column_start": at.column,
        "column_end": at.end_column,
        "is_primary": is_primary,
        "text": lines(at, excerpt),
        "label": label,
        "suggested_replacement": null,
        "suggestion_applicability": null,
        "expansion": null,
    })
}

/// The source line under a span, if it is known completely. Readers measure columns with it, and a
/// fragment of a line would mislead them.
fn lines(at: &Location, excerpt: &Excerpt) -> Value {
    let is_whole = excerpt.cut == 0 && at.line == at.end_line;
    if !is_whole || excerpt.text.chars().count() + 1 < at.end_column {
        return json!([]);
    }
    json!([{
        "text": excerpt.text,
        "highlight_start": at.column,
        "highlight_end": at.end_column,
    }])
}

/// A path that every reader resolves alike: relative to the workspace's root if cargo was queried
/// for one, otherwise absolute.
fn file_name(view: &View<'_>, path: &Path) -> String {
    match &view.scope.cargo {
        Some(_) => text::portable(path),
        None => text::portable(&view.scope.base.join(path)),
    }
}

/// One message for each target; it tells a reader to discard what it knows about the target.
fn artifacts(workspace: &Workspace) -> impl Iterator<Item = Value> {
    workspace.selected.iter().flat_map(|package| package.targets.iter().map(move |target| artifact(package, target)))
}

fn artifact(package: &Package, target: &Target) -> Value {
    json!({
        "reason": "compiler-artifact",
        "package_id": package.id,
        "manifest_path": package.manifest_path,
        "target": target,
        "profile": {
            "opt_level": "0",
            "debuginfo": 0,
            "debug_assertions": true,
            "overflow_checks": true,
            "test": false,
        },
        "features": [],
        "filenames": [],
        "executable": null,
        "fresh": false,
    })
}
