//! What the analyst can adjust about the reader. Plain values; knows nothing of egui.

use serde::{Deserialize, Serialize};

/// How the article is set.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReaderSettings {
    /// The measure: how many characters of average width fit into a line.
    pub measure: u16,
    /// The type size of the body, in points.
    pub size: f32,
    /// Whether the type has serifs.
    pub serif: bool,
    /// The height of a line, as a multiple of the type size.
    pub line_spacing: f32,
}

impl Default for ReaderSettings {
    fn default() -> Self {
        Self { measure: 70, size: 18.0, serif: true, line_spacing: 1.55 }
    }
}

impl ReaderSettings {
    /// The measures that can be chosen, in characters.
    pub const MEASURES: std::ops::RangeInclusive<u16> = 35..=120;
    /// The type sizes that can be chosen, in points.
    pub const SIZES: std::ops::RangeInclusive<f32> = 10.0..=40.0;
    /// The line spacings that can be chosen.
    pub const SPACINGS: std::ops::RangeInclusive<f32> = 1.15..=2.2;

    /// The same with every value inside its range; a value that is no number becomes the default.
    pub fn clamped(self) -> Self {
        let sane = |value: f32, range: std::ops::RangeInclusive<f32>, default: f32| {
            if value.is_finite() { value.clamp(*range.start(), *range.end()) } else { default }
        };
        let default = Self::default();
        Self {
            measure: self.measure.clamp(*Self::MEASURES.start(), *Self::MEASURES.end()),
            size: sane(self.size, Self::SIZES, default.size),
            serif: self.serif,
            line_spacing: sane(self.line_spacing, Self::SPACINGS, default.line_spacing),
        }
    }

    /// The same with the type one step larger (`1`) or smaller (`-1`).
    pub fn zoomed(self, steps: i8) -> Self {
        Self { size: self.size + f32::from(steps), ..self }.clamped()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_out_of_range_are_pulled_in_and_no_number_becomes_the_default() {
        let wild = ReaderSettings { measure: 3, size: f32::NAN, serif: false, line_spacing: 9.0 };
        let tame = wild.clamped();
        assert_eq!((tame.measure, tame.size, tame.line_spacing), (35, 18.0, 2.2));
    }
}
