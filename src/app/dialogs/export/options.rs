//! What can be chosen beside the format: only what makes a difference to it is offered.

use egui::Ui;

use super::super::form;
use crate::app::theme;
use crate::export::{Format, Options};

/// Something that a format can be written with or without.
struct Toggle {
    label: &'static str,
    of: fn(&mut Options) -> &mut bool,
    /// The names of the formats to which it makes a difference.
    formats: &'static [&'static str],
}

const TOGGLES: [Toggle; 8] = [
    Toggle {
        label: "The whole texts of the articles",
        of: |o| &mut o.article_texts,
        formats: &["html", "markdown", "web-annotation"],
    },
    Toggle { label: "Articles side by side", of: |o| &mut o.compared, formats: &["html"] },
    Toggle {
        label: "Origins and findings",
        of: |o| &mut o.origins,
        formats: &["html", "markdown"],
    },
    Toggle {
        label: "What the scales and terms mean",
        of: |o| &mut o.scales,
        formats: &["html", "markdown"],
    },
    Toggle {
        label: "Byte order mark, which Excel needs to read accents",
        of: |o| &mut o.byte_order_mark,
        formats: &["csv", "tsv"],
    },
    Toggle { label: "On one line, for programs only", of: |o| &mut o.compact, formats: &["json"] },
    Toggle {
        label: "Claims as nodes of their own",
        of: |o| &mut o.claim_nodes,
        formats: &["graphml", "gexf", "dot"],
    },
    Toggle {
        label: "Lineage that is only alleged, marked as such",
        of: |o| &mut o.alleged,
        formats: &["graphml", "gexf", "dot"],
    },
];

/// The formats whose reviews need an address.
const ADDRESSED: [&str; 1] = ["claim-review"];

/// Into what files a format can be divided: what it says, and the ending of the one file, or
/// nothing for a folder.
pub fn divisions(format: &Format) -> &'static [(&'static str, &'static str)] {
    match format.name {
        "csv" => &[("Six tables, in a folder", ""), ("One wide table of the claims", ".csv")],
        "tsv" => &[("Six tables, in a folder", ""), ("One wide table of the claims", ".tsv")],
        "prov" => &[
            ("Both notations, in a folder", ""),
            ("PROV-JSON alone", ".prov.json"),
            ("PROV-N alone", ".provn"),
        ],
        _ => &[],
    }
}

/// Draws the options of a format. Gives the ending of the one file, or nothing for a folder,
/// if that was chosen anew.
pub fn show(
    ui: &mut Ui,
    format: &Format,
    options: &mut Options,
    address: &mut String,
    present: &str,
) -> Option<&'static str> {
    let toggles: Vec<_> = TOGGLES.iter().filter(|t| t.formats.contains(&format.name)).collect();
    let addressed = ADDRESSED.contains(&format.name);
    let divisions = divisions(format);
    if toggles.is_empty() && divisions.is_empty() && !addressed {
        return None;
    }
    theme::section(ui, "Options");
    let mut chosen = None;
    for (label, ending) in divisions {
        if ui.radio(*ending == present, *label).clicked() && *ending != present {
            chosen = Some(*ending);
        }
    }
    for toggle in toggles {
        ui.checkbox((toggle.of)(options), toggle.label);
    }
    if addressed {
        let label = "Where the reviews will be published";
        form::field(ui, label, address, "https://", false);
        if !address.trim().is_empty() && self::address(address).is_none() {
            theme::hint(ui, "An address begins with https:// and has no spaces.");
        }
    }
    chosen
}

/// The address as it is written, if it is one.
pub fn address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let rest = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://"))?;
    let fits = !rest.is_empty() && !rest.contains(char::is_whitespace);
    fits.then(|| typed.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        lineage::Standing,
        project::Project,
        sample::{change, id, project},
        time::Timestamp,
    };
    use crate::export::{Export, FORMATS, Progress, Shape, Wanted, target::Memory};

    fn written(project: &Project, format: &Format, options: &Options) -> Vec<(String, Vec<u8>)> {
        let at = Timestamp::from_unix_seconds(1_700_000_000);
        let export = Export { project, stem: "bridge", at, options };
        let mut memory = Memory::default();
        (format.write)(&export, Wanted::Folder, &mut memory, &Progress::NONE).expect("written");
        memory.files
    }

    #[test]
    fn exactly_the_options_that_make_a_difference_are_offered() {
        let mut project = project();
        let first = project.lineage.iter().next().expect("lineage").id;
        change(&mut project.lineage, id(first.as_str()), |edge| edge.standing = Standing::Alleged);
        for format in FORMATS {
            let plain = written(&project, format, &Options::default());
            for toggle in &TOGGLES {
                let mut options = Options::default();
                let of = (toggle.of)(&mut options);
                *of = !*of;
                let differs = written(&project, format, &options) != plain;
                let offered = toggle.formats.contains(&format.name);
                assert_eq!(differs, offered, "{}: {}", format.name, toggle.label);
            }
            let there = Some("https://reviews.example".to_owned());
            let published = Options { address: there, ..Options::default() };
            let differs = written(&project, format, &published) != plain;
            assert_eq!(differs, ADDRESSED.contains(&format.name), "{}", format.name);
        }
    }

    #[test]
    fn a_format_of_one_file_or_several_offers_each_of_its_endings() {
        for format in FORMATS {
            let endings: Vec<_> = divisions(format).iter().map(|(_, ending)| *ending).collect();
            let wanted: Vec<_> = match format.shape {
                Shape::Either => [""].into_iter().chain(format.endings.iter().copied()).collect(),
                Shape::File | Shape::Folder => Vec::new(),
            };
            assert_eq!(endings, wanted, "{}", format.name);
        }
    }

    #[test]
    fn an_address_is_taken_only_if_it_is_one() {
        assert_eq!(address(" https://a.example/r/ "), Some("https://a.example/r".to_owned()));
        for typed in ["", "https://", "a.example", "https://a b", "file:///etc"] {
            assert_eq!(address(typed), None, "{typed}");
        }
    }
}
