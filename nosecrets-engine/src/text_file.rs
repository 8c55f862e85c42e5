//! A file that is not Rust, or could not be read as Rust.

use crate::detect;
use crate::detection::{Detection, Detections};
use crate::file_scan::FileScan;
use crate::fitting::{Fitting, Spelling};
use crate::literal::Context;
use crate::location::LineIndex;
use crate::source::Window;
use crate::suppress;
use crate::text::Places;
use crate::wanted::Wanted;

/// Finds the credentials of a window of text.
pub(crate) fn scan(scan: &FileScan<'_>, window: &Window<'_>, wanted: Option<&Wanted>, is_rust: bool) -> Detections {
    let bytes = window.bytes;
    let mut detections = Detections::default();
    let context = if is_rust { scan.code_context(bytes) } else { Context::Text };
    let fitting = Fitting::new(scan.config.detectors, wanted, bytes, &scan.words);
    let fitting = Some((&fitting, Spelling::Verbatim(0)));
    let found = detect::find_where(scan.config.detectors, bytes, bytes, &scan.words, fitting, &mut Places::of(bytes));
    for found in found {
        let span = found.matched.start..found.matched.end;
        let detection =
            Detection::of(scan.config.detectors, &found, &bytes[span.clone()], vec![span.clone()], span.clone());
        detections.detections.push(Detection { context, ..detection });
    }
    if memchr::memmem::find(bytes, suppress::MARK).is_some() {
        let lines = LineIndex::new(bytes, window.base);
        detections.suppressions = suppress::in_file(bytes, scan.is_markdown(), &lines);
    }
    detections
}
