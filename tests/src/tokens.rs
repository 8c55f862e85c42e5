//! Tokens of every detector, drawn from the templates in the detectors' files
//! when a test runs: none is ever written down.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use nosecrets_detectors::context::Words;
use nosecrets_detectors::judge::Names;
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::spec::schema::{self, File};
use nosecrets_detectors::spec::{guard, load, template};
use nosecrets_detectors::{BUILTIN, Detector};

/// One draw in many thousands holds a word or a run and is a dummy.
const ATTEMPTS: usize = 20;

/// Folder of the workspace.
#[must_use]
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The detectors' files.
///
/// # Panics
/// If one cannot be read.
pub fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let folder = workspace().join("nosecrets-detectors/detectors");
        load::load(&folder).unwrap_or_else(|errors| panic!("{}", errors.join("\n")))
    })
}

/// A detector as it is written.
///
/// # Panics
/// If there is none of that id.
#[must_use]
pub fn source(id: &str) -> &'static schema::Detector {
    let mut all = files().iter().flat_map(|file| &file.detectors);
    all.find(|detector| detector.id == id).unwrap_or_else(|| panic!("no detector `{id}`"))
}

/// A detector as it is compiled.
///
/// # Panics
/// If there is none of that id.
#[must_use]
pub fn builtin(id: &str) -> &'static Detector {
    let mut all = BUILTIN.detectors().iter();
    all.find(|detector| detector.id == id).unwrap_or_else(|| panic!("no detector `{id}`"))
}

/// Whether there is a detector of that id.
#[must_use]
pub fn is_detector(id: &str) -> bool {
    BUILTIN.detectors().iter().any(|detector| detector.id == id)
}

/// Names that give a detector all the context it asks for.
#[must_use]
pub fn context(detector: &Detector) -> Words {
    Words::of(detector.context.iter().take(1).chain(detector.kind.iter().take(1)))
}

/// A token that the detector claims, always the same for one `seed`.
///
/// # Panics
/// If no draw from the first positive template is one.
#[must_use]
pub fn token(id: &str, seed: &str) -> Vec<u8> {
    let detector = builtin(id);
    let template = &source(id).positive[0];
    (0..ATTEMPTS)
        .map(|attempt| {
            let mut rng = Rng::from_seed(&format!("{id}/{seed}/{attempt}"));
            let token = guard::expand_positive(source(id), template, &mut rng);
            token.unwrap_or_else(|error| panic!("{id}: {error}"))
        })
        .find(|token| is_claimed(detector, token))
        .unwrap_or_else(|| panic!("no draw of `{id}` is claimed by it"))
}

/// What a template stands for, always the same for one `seed`.
///
/// # Panics
/// If it stands for no text.
#[must_use]
pub fn drawn(template: &str, seed: &str) -> String {
    let drawn = template::expand(template, &mut Rng::from_seed(seed)).map(String::from_utf8);
    drawn.unwrap_or_else(|error| panic!("{template}: {error}")).unwrap_or_else(|_| panic!("{template} is no text"))
}

/// Whether a detector claims all of `token` under its own names.
fn is_claimed(detector: &Detector, token: &[u8]) -> bool {
    let words = context(detector);
    BUILTIN
        .find(token, Names::all(&words), token)
        .iter()
        .any(|found| found.detector.id == detector.id && found.start == 0 && found.end == token.len())
}
