//! What the analyst set, kept in the user's settings, never in a project.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::reader::ReaderSettings;
use crate::export::Options;

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The analyst's name; empty until asked.
    pub analyst: String,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// The article's type size, in points (1/96 inch at scale 1).
    pub type_size: f32,
    /// Line height as a multiple of the type size.
    pub line_spacing: f32,
    /// The measure, in characters.
    pub measure: u16,
    /// Serif rather than sans serif.
    pub serif: bool,
    /// Whether the left panel is shown.
    pub left_panel: bool,
    /// Whether the right panel is shown.
    pub right_panel: bool,
    /// What was exported last, and how.
    pub export: ExportChoice,
    /// Projects opened lately, the last first.
    pub recent: Vec<RecentProject>,
    /// Where the analyst was in each project, by path.
    pub places: BTreeMap<PathBuf, Place>,
}

/// What the analyst sets in words and sliders: the settings without what the program
/// remembers by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Preferences {
    /// The analyst's name.
    pub analyst: String,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// The article's type size, in points.
    pub type_size: f32,
    /// Line height as a multiple of the type size.
    pub line_spacing: f32,
    /// The measure, in characters.
    pub measure: u16,
    /// Serif rather than sans serif.
    pub serif: bool,
}

/// What was chosen for the last export.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportChoice {
    /// The format's name.
    pub format: String,
    /// The ending of its one file, or nothing for a folder, where it can be either.
    pub ending: String,
    /// The options of all formats.
    pub options: Options,
    /// Where reviews will be published, as it was typed.
    pub address: String,
    /// The folder that it went to.
    pub folder: Option<PathBuf>,
}

/// A project opened lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentProject {
    /// Its file.
    pub path: PathBuf,
    /// Its title when it was last open.
    pub title: String,
    /// When that was, as an RFC 3339 moment.
    pub opened: String,
    /// What was left to do, in a sentence.
    pub left: String,
}

/// Where the analyst was in a project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The article's id.
    pub article: Option<String>,
    /// The code point at the top of the reader.
    pub top: u32,
    /// The selected claim's id.
    pub claim: Option<String>,
}

/// How many recent projects and places are kept.
pub const MAX_RECENT: usize = 12;

impl Default for Settings {
    fn default() -> Self {
        Self {
            analyst: String::new(),
            theme: ThemeChoice::System,
            type_size: 17.0,
            line_spacing: 1.5,
            measure: 70,
            serif: true,
            left_panel: true,
            right_panel: true,
            export: ExportChoice::default(),
            recent: Vec::new(),
            places: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// Values from a file brought into their limits.
    pub fn limited(mut self) -> Self {
        let default = Self::default();
        let within = |value: f32, range: RangeInclusive<f32>, default: f32| {
            if value.is_finite() { value.clamp(*range.start(), *range.end()) } else { default }
        };
        self.type_size = within(self.type_size, ReaderSettings::SIZES, default.type_size);
        self.line_spacing =
            within(self.line_spacing, ReaderSettings::SPACINGS, default.line_spacing);
        let measures = ReaderSettings::MEASURES;
        self.measure = self.measure.clamp(*measures.start(), *measures.end());
        self.recent.truncate(MAX_RECENT);
        self
    }

    /// What of this the analyst sets.
    pub fn preferences(&self) -> Preferences {
        Preferences {
            analyst: self.analyst.clone(),
            theme: self.theme,
            type_size: self.type_size,
            line_spacing: self.line_spacing,
            measure: self.measure,
            serif: self.serif,
        }
    }

    /// Takes over what the analyst set; all that was remembered stays.
    pub fn prefer(&mut self, preferences: Preferences) {
        let Preferences { analyst, theme, type_size, line_spacing, measure, serif } = preferences;
        let remembered = std::mem::take(self);
        let set = Self { analyst, theme, type_size, line_spacing, measure, serif, ..remembered };
        *self = set.limited();
    }

    /// Remembers a project as the last one opened.
    pub fn remember(&mut self, recent: RecentProject) {
        self.recent.retain(|r| r.path != recent.path);
        self.recent.insert(0, recent);
        self.recent.truncate(MAX_RECENT);
        let known: Vec<_> = self.recent.iter().map(|r| r.path.clone()).collect();
        self.places.retain(|path, _| known.contains(path));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_out_of_range_are_brought_back() {
        let settings =
            Settings { type_size: f32::NAN, line_spacing: 99.0, measure: 1, ..Settings::default() };
        let limited = settings.limited();
        assert_eq!((limited.type_size, limited.line_spacing, limited.measure), (17.0, 2.2, 35));
    }

    #[test]
    fn preferences_leave_what_was_remembered_meanwhile() {
        let mut settings = Settings::default();
        let preferred = Preferences {
            analyst: "Ada".to_owned(),
            type_size: 99.0,
            serif: false,
            ..settings.preferences()
        };
        settings.left_panel = false;
        settings.places.insert("p.ron".into(), Place::default());
        settings.prefer(preferred);
        assert_eq!((settings.analyst.as_str(), settings.type_size), ("Ada", 40.0));
        assert!(!settings.serif && !settings.left_panel);
        assert_eq!(settings.places.len(), 1);
    }

    #[test]
    fn the_last_project_opened_stands_first_and_once() {
        let mut settings = Settings::default();
        for i in 0..20 {
            let path = PathBuf::from(format!("p{}", i % 15));
            let recent = RecentProject {
                path: path.clone(),
                title: String::new(),
                opened: String::new(),
                left: String::new(),
            };
            settings.remember(recent);
            assert_eq!(settings.recent[0].path, path);
        }
        assert_eq!(settings.recent.len(), MAX_RECENT);
    }
}
