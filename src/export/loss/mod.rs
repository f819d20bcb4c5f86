//! What an export could not carry. A project is surveyed once: what fields are filled, how
//! often, and three examples of each. A format says of each field how much of it it carries.

mod field;
mod survey;

use std::fmt;

use super::{Format, Options};
use crate::domain::project::Project;

pub use field::{Field, Group};
pub use survey::{EXAMPLES, Survey, survey};

/// How much of a field a format carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// All of it, so that it can be read back.
    Whole,
    /// All of what has at most so many code points; what is longer is cut.
    UpTo(usize),
    /// In part, or in words that only people read.
    Part,
    /// Nothing of it.
    No,
}

/// What of a project one format does not carry whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LossReport {
    /// The format's name.
    pub format: &'static str,
    /// Whether the format loses nothing of any project.
    pub lossless: bool,
    /// What is lost, in the order of the fields.
    pub lost: Vec<Lost>,
}

/// One field that is not carried whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The field.
    pub field: Field,
    /// How much of it is carried.
    pub carried: Carried,
    /// How many records have it.
    pub count: usize,
    /// The first of them.
    pub examples: Vec<String>,
}

/// What a format loses of a project, if it is written like that.
pub fn loss(format: &Format, project: &Project, options: &Options) -> LossReport {
    of_survey(format, &survey(project), options)
}

/// What a format loses of a project that was surveyed already.
pub fn of_survey(format: &Format, survey: &Survey, options: &Options) -> LossReport {
    let lost = Field::all().filter_map(|field| {
        let seen = survey.seen(field);
        let (carried, count) = match (format.carries)(field, options) {
            Carried::UpTo(most) => (Carried::Part, seen.longer_than(most)),
            carried => (carried, seen.count),
        };
        (count > 0 && carried != Carried::Whole).then(|| Lost {
            field,
            carried,
            count,
            examples: seen.examples.clone(),
        })
    });
    LossReport { format: format.name, lossless: format.lossless, lost: lost.collect() }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = if self.carried == Carried::Part { ", in part" } else { "" };
        write!(f, "{}: {} ({}{part})", self.field.group().label(), self.field.label(), self.count)?;
        if !self.examples.is_empty() {
            write!(f, ": {}", self.examples.join("; "))?;
        }
        if self.count > self.examples.len() {
            write!(f, "; …")?;
        }
        Ok(())
    }
}

/// The losses of one group: a line each, or one line if nothing at all is carried of it.
fn group(f: &mut fmt::Formatter<'_>, lost: &[Lost]) -> fmt::Result {
    let none = lost.iter().all(|lost| lost.carried == Carried::No);
    match lost {
        [first, _, _, ..] if none => {
            let fields: Vec<_> =
                lost.iter().map(|l| format!("{} ({})", l.field.label(), l.count)).collect();
            write!(f, "  {}: {}", first.field.group().label(), fields.join(", "))?;
            writeln!(f, ": {}", first.examples.join("; "))
        }
        _ => lost.iter().try_for_each(|lost| writeln!(f, "  {lost}")),
    }
}

impl fmt::Display for LossReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.lossless, self.lost.len()) {
            (true, _) => writeln!(f, "{} carries everything.", self.format),
            (false, 0) => {
                writeln!(f, "{} carries everything that is in this project.", self.format)
            }
            (false, _) => {
                writeln!(f, "{} does not carry, or only in part:", self.format)?;
                for lost in self.lost.chunk_by(|a, b| a.field.group() == b.field.group()) {
                    group(f, lost)?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{self, project};
    use crate::export::json;

    fn some(field: Field, _: &Options) -> Carried {
        match field {
            Field::Paraphrase => Carried::Part,
            Field::Tags => Carried::No,
            _ => Carried::Whole,
        }
    }

    #[test]
    fn what_is_cut_is_lost_only_where_it_is_longer() {
        fn cut(field: Field, _: &Options) -> Carried {
            if field == Field::Paraphrase { Carried::UpTo(2_000) } else { Carried::Whole }
        }
        let format = Format { carries: cut, lossless: false, ..json::FORMAT };
        let mut project = project();
        assert!(loss(&format, &project, &Options::default()).lost.is_empty());
        let long = Some("é".repeat(2_001));
        let claim =
            project.claims().next().map(|(_, claim)| claim.id.to_string()).expect("a claim");
        sample::change_claim(&mut project, &claim, |claim| claim.paraphrase.clone_from(&long));
        let lost = loss(&format, &project, &Options::default()).lost;
        assert_eq!(lost.len(), 1);
        assert_eq!((lost[0].field, lost[0].carried), (Field::Paraphrase, Carried::Part));
    }

    #[test]
    fn what_is_not_carried_is_told_with_its_number_and_first_examples() {
        let format = Format { carries: some, lossless: false, name: "few", ..json::FORMAT };
        let report = loss(&format, &project(), &Options::default());
        assert_eq!(
            report.to_string(),
            "few does not carry, or only in part:\n  \
             Claims: paraphrase (1, in part): The bridge is not in danger\n  \
             Claims: tags (1): safety\n"
        );
    }

    #[test]
    fn a_lossless_format_says_so() {
        let report = loss(&json::FORMAT, &project(), &Options::default());
        assert_eq!(report.to_string(), "json carries everything.\n");
    }

    #[test]
    fn the_sample_fills_nearly_every_field() {
        use Field as F;
        let survey = survey(&project());
        let empty: Vec<_> = Field::all().filter(|f| survey.seen(*f).count == 0).collect();
        let expected = [
            F::CodebookColours,
            F::MovedAnchor,
            F::LostAnchor,
            F::ClaimKind,
            F::ClaimStatus,
            F::Negated,
            F::Bearing,
            F::EarlierAssessments,
            F::LinkEntails,
            F::LinkContradicts,
            F::LinkSupports,
            F::LinkQuotes,
            F::LinkDerivedFrom,
            F::LinkResponds,
        ];
        assert_eq!(empty, expected);
    }
}
