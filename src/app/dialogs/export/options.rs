//! What can be chosen beside the format: only what makes a difference to it is offered.

use egui::Ui;

use super::super::form;
use crate::app::theme;
use crate::export::{Format, Options};

/// Which options make a difference to a format.
struct Offered {
    texts: bool,
    byte_order_mark: bool,
    address: bool,
}

fn offered(format: &Format) -> Offered {
    Offered {
        texts: matches!(format.name, "web-annotation"),
        byte_order_mark: matches!(format.name, "csv" | "tsv"),
        address: format.name == "claim-review",
    }
}

/// Draws the options of a format.
pub fn show(ui: &mut Ui, format: &Format, options: &mut Options, address: &mut String) {
    let Offered { texts, byte_order_mark, address: with_address } = offered(format);
    if !(texts || byte_order_mark || with_address) {
        return;
    }
    theme::section(ui, "Options");
    if texts {
        ui.checkbox(&mut options.article_texts, "With the whole texts of the articles");
    }
    if byte_order_mark {
        let name = "Byte order mark, which Excel needs to read accents";
        ui.checkbox(&mut options.byte_order_mark, name);
    }
    if with_address {
        let label = "Where the reviews will be published";
        form::field(ui, label, address, "https://", false);
        if !address.trim().is_empty() && self::address(address).is_none() {
            theme::hint(ui, "An address begins with https:// and has no spaces.");
        }
    }
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
    use crate::domain::{sample::project, time::Timestamp};
    use crate::export::{Export, FORMATS, Progress, Wanted, target::Memory};

    fn written(format: &Format, options: &Options) -> Vec<(String, Vec<u8>)> {
        let project = project();
        let at = Timestamp::from_unix_seconds(1_700_000_000);
        let export = Export { project: &project, stem: "bridge", at, options };
        let mut memory = Memory::default();
        (format.write)(&export, Wanted::Folder, &mut memory, &Progress::NONE).expect("written");
        memory.files
    }

    #[test]
    fn exactly_the_options_that_make_a_difference_are_offered() {
        for format in FORMATS {
            let plain = written(format, &Options::default());
            let differs = |options: Options| written(format, &options) != plain;
            let Offered { texts, byte_order_mark, address } = offered(format);
            let without = Options { article_texts: false, ..Options::default() };
            assert_eq!(differs(without), texts, "texts, {}", format.name);
            let marked = Options { byte_order_mark: true, ..Options::default() };
            assert_eq!(differs(marked), byte_order_mark, "mark, {}", format.name);
            let there = Some("https://reviews.example".to_owned());
            let published = Options { address: there, ..Options::default() };
            assert_eq!(differs(published), address, "address, {}", format.name);
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
