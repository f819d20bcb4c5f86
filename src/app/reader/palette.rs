//! The reader's colours, derived from the window's theme, and how tints of claims blend.

use egui::{Color32, Stroke, lerp};

use crate::{
    analysis::findings::Severity,
    app::theme::{Theme, contrast},
    domain::codebook::Colour,
};

/// The least contrast of text over any tint (WCAG 2.1, level AA).
const LEGIBLE: f32 = 4.5;

/// The colours of the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct ReaderPalette {
    /// Behind the text.
    pub paper: Color32,
    /// The text.
    pub ink: Color32,
    /// Text of less weight.
    pub faint: Color32,
    /// Thin lines: the bar of a quotation, the edge of the overview.
    pub line: Color32,
    /// The caret, the handles, the box of the overview.
    pub accent: Color32,
    /// Note markers.
    pub note: Color32,
    /// Under selected text.
    pub selection: Color32,
    /// Under what was found.
    pub found: Color32,
    /// Under the match that is the current one.
    pub found_now: Color32,
    /// Under the words that name a source.
    pub source: Color32,
    /// Under the words that attribute.
    pub cue: Color32,
    /// A claim without evidence yet.
    pub untagged: Color32,
    theme: Theme,
}

impl ReaderPalette {
    /// Ink on paper.
    pub fn light() -> Self {
        Self::of(&Theme::light())
    }

    /// Paper on ink.
    pub fn dark() -> Self {
        Self::of(&Theme::dark())
    }

    /// Under a place that a finding concerns.
    pub fn finding(&self, severity: Severity) -> Color32 {
        match severity {
            Severity::Error => self.theme.danger,
            Severity::Warning => self.theme.warning,
            Severity::Note => self.theme.faint,
        }
    }

    /// The colours that go with a theme.
    pub fn of(theme: &Theme) -> Self {
        let dark = theme.dark;
        let pick = |light: [u8; 3], night: [u8; 3]| {
            let [r, g, b] = if dark { night } else { light };
            Color32::from_rgb(r, g, b)
        };
        let over = |c: Color32, share: f32| mix(theme.paper, c, share);
        Self {
            paper: theme.paper,
            ink: theme.ink,
            faint: theme.faint,
            line: theme.line,
            accent: theme.accent,
            note: pick([0x06, 0x48, 0x4d], [0xa6, 0xe6, 0xe2]),
            selection: pick([0x4c, 0x8f, 0xe0], [0x2f, 0x74, 0xd8]).gamma_multiply(if dark {
                0.5
            } else {
                0.34
            }),
            found: over(
                pick([0xff, 0xd5, 0x3d], [0xd9, 0xae, 0x2c]),
                if dark { 0.36 } else { 0.6 },
            ),
            found_now: over(
                pick([0xff, 0x9a, 0x2e], [0xf0, 0x8a, 0x24]),
                if dark { 0.5 } else { 0.75 },
            ),
            source: pick([0x0b, 0x5f, 0x8a], [0x86, 0xc5, 0xf0]),
            cue: pick([0x8a, 0x3b, 0x7a], [0xe2, 0xa4, 0xd6]),
            untagged: pick([0x60, 0x6c, 0x7a], [0x9a, 0xa6, 0xb3]),
            theme: theme.clone(),
        }
    }

    /// The colour of a kind of evidence; of a claim without any for `None`.
    pub fn claim(&self, colour: Option<Colour>) -> Color32 {
        colour.map_or(self.untagged, |colour| self.theme.term(colour))
    }

    /// What is painted under text that claims of these colours cover. More claims make it
    /// stronger, each less than the one before, and never so strong that the text over it
    /// has a contrast below 4.5:1.
    pub fn tint(&self, colours: &[Color32], strong: bool) -> Color32 {
        if colours.is_empty() {
            return self.paper;
        }
        let depth = colours.len() as f32;
        let base = if self.theme.dark { 0.23 } else { 0.155 };
        let step = 0.055 * (depth - 1.0) / (1.0 + 0.25 * (depth - 1.0));
        let mut share = (base + step + if strong { 0.12 } else { 0.0 }).min(0.48);
        let mean = mean(colours);
        loop {
            let tint = mix(self.paper, mean, share);
            if share < 0.05 || self.least_contrast(tint) >= LEGIBLE {
                return tint;
            }
            share *= 0.9;
        }
    }

    /// The least contrast of any text over a ground, selected or not.
    fn least_contrast(&self, ground: Color32) -> f32 {
        let share = f32::from(self.selection.a()) / 255.0;
        let selected = mix(ground, self.selection.to_opaque(), share);
        [ground, selected]
            .into_iter()
            .flat_map(|ground| [contrast(self.ink, ground), contrast(self.note, ground)])
            .fold(f32::INFINITY, f32::min)
    }

    /// The thin line that belongs to one claim.
    pub fn lane(&self, colour: Color32, strong: bool) -> Stroke {
        let share = if strong { 1.0 } else { 0.62 };
        Stroke::new(if strong { 1.75 } else { 1.25 }, mix(self.paper, colour, share))
    }
}

fn mean(colours: &[Color32]) -> Color32 {
    let count = colours.len() as u32;
    let channel = |of: fn(&Color32) -> u8| {
        (colours.iter().map(|c| u32::from(of(c))).sum::<u32>() / count) as u8
    };
    Color32::from_rgb(channel(Color32::r), channel(Color32::g), channel(Color32::b))
}

/// A colour laid over an opaque ground.
pub(super) fn mix(ground: Color32, colour: Color32, share: f32) -> Color32 {
    let channel = |a: u8, b: u8| lerp(f32::from(a)..=f32::from(b), share).round() as u8;
    Color32::from_rgb(
        channel(ground.r(), colour.r()),
        channel(ground.g(), colour.g()),
        channel(ground.b(), colour.b()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codebook::default_terms;

    fn legible(palette: &ReaderPalette, ground: Color32, what: &str) {
        for (name, text) in [("ink", palette.ink), ("note", palette.note)] {
            let contrast = contrast(text, ground);
            assert!(contrast >= LEGIBLE, "{name} on {what}: {contrast:.2}");
        }
    }

    #[test]
    fn text_stays_legible_where_five_claims_of_any_kind_overlap_even_selected() {
        let terms = default_terms();
        for palette in [ReaderPalette::light(), ReaderPalette::dark()] {
            let mut colours: Vec<_> = terms.iter().map(|t| palette.claim(Some(t.colour))).collect();
            colours.extend([palette.untagged, Color32::WHITE, Color32::BLACK, Color32::YELLOW]);
            for (index, colour) in colours.iter().enumerate() {
                for depth in 1..=5 {
                    for strong in [false, true] {
                        let same = vec![*colour; depth];
                        legible(&palette, palette.tint(&same, strong), "one colour");
                        let mixed: Vec<_> =
                            (0..depth).map(|i| colours[(index + i * 5) % colours.len()]).collect();
                        let tint = palette.tint(&mixed, strong);
                        legible(&palette, tint, "mixed colours");
                        let alpha = f32::from(palette.selection.a()) / 255.0;
                        let opaque = palette.selection.to_opaque();
                        let selected = mix(tint, opaque, alpha);
                        let contrast = contrast(palette.ink, selected);
                        assert!(contrast >= LEGIBLE, "selected: {contrast:.2}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_was_found_is_legible() {
        for palette in [ReaderPalette::light(), ReaderPalette::dark()] {
            legible(&palette, palette.found, "found");
            legible(&palette, palette.found_now, "found now");
        }
    }

    #[test]
    fn each_further_claim_makes_the_tint_stronger() {
        let palette = ReaderPalette::light();
        let colour = Color32::from_rgb(0x15, 0x65, 0xc0);
        let steps: Vec<_> = (1..=5)
            .map(|n| contrast(palette.paper, palette.tint(&vec![colour; n], false)))
            .collect();
        assert!(steps.windows(2).all(|pair| pair[0] < pair[1]), "{steps:?}");
    }
}
