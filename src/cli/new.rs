//! `sourceline new`: makes an empty project.

use std::path::Path;

use super::{CliError, Verdict};
use crate::{
    domain::{project::Project, time::Timestamp},
    storage::write::{SaveOptions, save},
};

pub(super) fn run(path: &Path, title: &str, now: Timestamp) -> Result<Verdict, CliError> {
    if title.trim().is_empty() {
        return Err(CliError::NoTitle(path.to_owned()));
    }
    save(path, &Project::new(title, now), None, SaveOptions::default())?;
    Ok(Verdict::Fine)
}
