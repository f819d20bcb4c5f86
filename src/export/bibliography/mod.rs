//! The works of a project as a bibliography, for reference managers.

mod bibtex;
mod csl;
mod latex;
mod person;
mod ris;

pub(super) use self::bibtex::FORMAT as BIBTEX;
pub(super) use self::csl::FORMAT as CSL_JSON;
pub(super) use self::ris::FORMAT as RIS;
use super::{Carried, Export, ExportError, Field, Options, Progress, Target, loss::Group};
use crate::domain::{project::Project, source::Source, work::Work};

/// A work's authors, as far as they are known.
fn authors<'a>(project: &'a Project, work: &Work) -> Vec<&'a Source> {
    work.authors.iter().filter_map(|id| Some(project.source(*id)?.as_ref())).collect()
}

/// What every format here carries: the works, and of the sources their authors' names.
fn carries(field: Field, _: &Options) -> Carried {
    match field {
        Field::SourceName | Field::SourceKind => Carried::Part,
        Field::WorkOriginal => Carried::No,
        _ if field.group() == Group::Work => Carried::Whole,
        _ => Carried::No,
    }
}

/// Writes the works one after the other, with a gap between each two.
fn write(
    export: &Export<'_>,
    name: &str,
    target: &mut dyn Target,
    progress: &Progress<'_>,
    (gap, put): (&str, fn(&Project, &Work, &mut String)),
) -> Result<(), ExportError> {
    target.file(name, &mut |out| {
        let total = export.project.works.len();
        let mut text = String::new();
        for (done, work) in export.project.works.iter().enumerate() {
            progress.step(done, total)?;
            text.clear();
            text.push_str(if done > 0 { gap } else { "" });
            put(export.project, work, &mut text);
            out.write_all(text.as_bytes())?;
        }
        Ok(())
    })
}
