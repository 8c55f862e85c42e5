//! Reads all secrets of a configuration at once. The code that `#[derive(Secrets)]` expands to
//! calls the rest of this module.

mod error;
mod field;

pub use error::{FieldFailure, LoadError};
pub use field::Field;

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use crate::resolver::{block_on, optional, Core, Walk};
use crate::{Error, Resolver, SecretBytes, SecretRef};

/// A configuration whose fields are secrets. `#[derive(Secrets)]` implements it.
///
/// All secrets are requested at once, in as few requests as the providers allow, and all failures
/// are reported together.
pub trait Secrets: Sized {
    /// Runs twice: once to collect the references, when every field is `None`, and once to take the
    /// values. So it must request every field before the first `None` ends it.
    #[doc(hidden)]
    fn build(load: &mut Loader) -> Option<Self>;

    /// Reads all secrets with [`Resolver::global`]. Blocks while providers are queried.
    ///
    /// # Errors
    /// If a secret could not be read. The error names all of them.
    fn load() -> Result<Self, LoadError> {
        Self::load_with(Resolver::global())
    }

    /// [`load`](Secrets::load) with a given resolver.
    ///
    /// # Errors
    /// As [`load`](Secrets::load).
    fn load_with(resolver: &Resolver) -> Result<Self, LoadError> {
        block_on(Loading::new(resolver))
    }

    /// [`load`](Secrets::load) without blocking, in any executor.
    fn load_async() -> Loading<Self> {
        Loading::new(Resolver::global())
    }
}

/// Supplies the fields of [`Secrets::build`].
#[doc(hidden)]
pub struct Loader {
    /// Names of the enclosing fields, each followed by a dot.
    prefix: String,
    stage: Stage,
}

enum Stage {
    /// Collects the references.
    Ask(Vec<SecretRef>),
    /// Hands out their values, in the same order.
    Take { values: std::vec::IntoIter<Result<SecretBytes, Error>>, failures: Vec<FieldFailure> },
}

impl Loader {
    fn new(stage: Stage) -> Loader {
        Loader { prefix: String::new(), stage }
    }

    /// The secrets of the field `name`. Its type determines how many references there are, and
    /// whether the secrets are optional.
    pub fn field<T: Field>(&mut self, name: &str, references: &[SecretRef]) -> Option<T> {
        let reads = self.reads(references)?;
        self.judge(name, T::from_reads(reads))
    }

    /// The secret of the field `name`, parsed. The error of `parse` is dropped, because it may
    /// repeat the value.
    pub fn parsed<T, E>(
        &mut self,
        name: &str,
        reference: SecretRef,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let read = self.reads(&[reference])?.pop()?;
        self.judge(name, field::parsed(read, parse).map_err(|error| vec![error]))
    }

    /// [`parsed`](Loader::parsed) for an optional secret.
    pub fn parsed_optional<T, E>(
        &mut self,
        name: &str,
        reference: SecretRef,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<Option<T>> {
        let read = self.reads(&[reference])?.pop()?;
        self.judge(name, optional(field::parsed(read, parse)).map_err(|error| vec![error]))
    }

    /// The struct in the field `name`, whose fields are secrets.
    pub fn nested<T: Secrets>(&mut self, name: &str) -> Option<T> {
        let length = self.prefix.len();
        self.prefix.push_str(name);
        self.prefix.push('.');
        let value = T::build(self);
        self.prefix.truncate(length);
        value
    }

    /// `None` while references are collected.
    fn reads(&mut self, references: &[SecretRef]) -> Option<Vec<field::Read>> {
        match &mut self.stage {
            Stage::Ask(wanted) => {
                wanted.extend_from_slice(references);
                None
            }
            Stage::Take { values, .. } => Some(references.iter().copied().zip(values).collect()),
        }
    }

    /// Records failures under the field's name.
    fn judge<T>(&mut self, name: &str, value: Result<T, Vec<Error>>) -> Option<T> {
        let errors = match value {
            Ok(value) => return Some(value),
            Err(errors) => errors,
        };
        if let Stage::Take { failures, .. } = &mut self.stage {
            let name = format!("{}{name}", self.prefix);
            failures.extend(errors.into_iter().map(|error| FieldFailure::new(name.clone(), error)));
        }
        None
    }
}

/// A configuration whose secrets are being read.
#[must_use = "nothing is read unless it is awaited"]
pub struct Loading<T> {
    core: Arc<Core>,
    reads: Vec<Read>,
    started: bool,
    makes: PhantomData<fn() -> T>,
}

enum Read {
    Walking(Walk),
    Done(Result<SecretBytes, Error>),
}

impl<T: Secrets> Loading<T> {
    pub(crate) fn new(resolver: &Resolver) -> Loading<T> {
        let mut loader = Loader::new(Stage::Ask(Vec::new()));
        T::build(&mut loader);
        let wanted = match loader.stage {
            Stage::Ask(wanted) => wanted,
            Stage::Take { .. } => Vec::new(),
        };
        let walk = |reference| Read::Walking(Walk::new(resolver.core(), reference, false));
        let reads = wanted.into_iter().map(walk).collect();
        Loading { core: Arc::clone(resolver.core()), reads, started: false, makes: PhantomData }
    }

    /// Reads local places first, then requests all the others at once.
    fn start(&mut self) {
        let mut wanted = Vec::new();
        for read in &mut self.reads {
            let Read::Walking(walk) = read else { continue };
            match walk.walk_local() {
                Some(end) => *read = Read::Done(end),
                None => wanted.extend(walk.board()),
            }
        }
        self.core.depart_together(wanted);
    }

    fn finish(&mut self) -> Result<T, LoadError> {
        let results: Vec<_> = std::mem::take(&mut self.reads).into_iter().filter_map(Read::done).collect();
        let mut loader = Loader::new(Stage::Take { values: results.into_iter(), failures: Vec::new() });
        let value = T::build(&mut loader);
        let failures = match loader.stage {
            Stage::Take { failures, .. } => failures,
            Stage::Ask(_) => Vec::new(),
        };
        value.ok_or_else(|| LoadError::new(failures))
    }
}

impl Read {
    fn done(self) -> Option<Result<SecretBytes, Error>> {
        match self {
            Read::Done(result) => Some(result),
            Read::Walking(_) => None,
        }
    }
}

impl<T: Secrets> Future for Loading<T> {
    type Output = Result<T, LoadError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if !std::mem::replace(&mut self.started, true) {
            self.start();
        }
        let mut all_done = true;
        for read in &mut self.reads {
            let Read::Walking(walk) = read else { continue };
            match Pin::new(walk).poll(context) {
                Poll::Ready(result) => *read = Read::Done(result),
                Poll::Pending => all_done = false,
            }
        }
        if !all_done {
            return Poll::Pending;
        }
        Poll::Ready(self.finish())
    }
}
