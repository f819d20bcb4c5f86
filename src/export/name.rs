//! Names of files: those that exports make up from titles, and those that they refuse.

use super::ExportError;

/// The most code points of a title that go into a file's name.
const LONGEST: usize = 80;

/// Names that some systems keep for devices.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether a character changes the direction of writing, or can't be seen at all.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Makes a part of a file's name of a title: without separators, controls, leading or
/// trailing dots, and never empty.
pub fn of_title(title: &str) -> String {
    let mut name = String::new();
    let mut gap = false;
    for c in title.chars().filter(|c| !is_invisible(*c) || c.is_whitespace()).take(LONGEST) {
        if c.is_whitespace() || c.is_control() || "/\\:*?\"<>|%#".contains(c) {
            gap = true;
            continue;
        }
        if gap && !name.is_empty() {
            name.push('-');
        }
        gap = false;
        name.push(c);
    }
    let name = name.trim_matches(|c| c == '.' || c == '-' || c == '~');
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    if name.is_empty() {
        "untitled".to_owned()
    } else if DEVICES.contains(&stem.as_str()) {
        format!("{name}-")
    } else {
        name.to_owned()
    }
}

/// Refuses a name that would lead out of its folder, or that has control characters.
pub fn check(name: &str) -> Result<(), ExportError> {
    let leads_away = name.is_empty() || name == "." || name == ".." || name.contains(['/', '\\']);
    if leads_away || name.chars().any(char::is_control) {
        return Err(ExportError::BadName(name.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_stays_in_its_folder() {
        for (title, name) in [
            ("The harbour affair", "The-harbour-affair"),
            ("../../etc/passwd", "etc-passwd"),
            ("a/b\\c", "a-b-c"),
            (" … ", "…"),
            ("", "untitled"),
            ("...", "untitled"),
            ("CON", "CON-"),
            ("nul.txt", "nul.txt-"),
            ("left\u{202E}right\0\n", "leftright"),
            ("گزارش سد", "گزارش-سد"),
            ("🌉", "🌉"),
        ] {
            assert_eq!(of_title(title), name, "{title:?}");
            assert!(check(&of_title(title)).is_ok());
        }
        assert!(of_title(&"é".repeat(5000)).chars().count() <= LONGEST);
    }

    #[test]
    fn names_that_lead_away_are_refused() {
        for name in ["", ".", "..", "a/b", "..\\b", "/etc", "a\0b", "a\nb"] {
            assert!(matches!(check(name), Err(ExportError::BadName(_))), "{name:?}");
        }
    }
}
