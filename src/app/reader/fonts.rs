//! Which font families the reader sets its text in, and what stands in for a missing one.

use egui::FontFamily;

/// One typeface in the three styles that an article needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typeface {
    /// Upright.
    pub regular: FontFamily,
    /// Italic; without one, the upright is slanted.
    pub italic: Option<FontFamily>,
    /// Bold; without one, the upright stands in.
    pub bold: Option<FontFamily>,
}

/// The families of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderFonts {
    /// The typeface with serifs.
    pub serif: Typeface,
    /// The typeface without.
    pub sans: Typeface,
    /// For Arabic script. Should hold one face only.
    pub arabic: FontFamily,
    /// For headings in Arabic script; without it, the other stands in.
    pub arabic_bold: Option<FontFamily>,
    /// For Hebrew script. Should hold one face only.
    pub hebrew: FontFamily,
    /// For preformatted text.
    pub mono: FontFamily,
}

impl Typeface {
    fn of(available: &[FontFamily], name: &str) -> Self {
        let find = |name: String| named(available, &name);
        Self {
            regular: find(name.to_owned()).unwrap_or(FontFamily::Proportional),
            italic: find(format!("{name}-italic")),
            bold: find(format!("{name}-bold")),
        }
    }
}

impl ReaderFonts {
    /// The named families among those that are installed; egui's own for what is missing.
    pub fn among(available: &[FontFamily]) -> Self {
        let or = |name: &str, other| named(available, name).unwrap_or(other);
        Self {
            serif: Typeface::of(available, "reader-serif"),
            sans: Typeface::of(available, "reader-sans"),
            arabic: or("arabic", FontFamily::Proportional),
            arabic_bold: named(available, "arabic-bold"),
            hebrew: or("hebrew", FontFamily::Proportional),
            mono: or("mono", FontFamily::Monospace),
        }
    }

    /// The families installed in a context.
    pub fn installed(ctx: &egui::Context) -> Self {
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method itself does not fit: its lifetime is not general enough"
        )]
        let families = ctx.fonts(|fonts| fonts.families());
        Self::among(&families)
    }
}

fn named(available: &[FontFamily], name: &str) -> Option<FontFamily> {
    available
        .iter()
        .find(|family| matches!(family, FontFamily::Name(n) if n.as_ref() == name))
        .cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_that_is_not_installed_falls_back_to_eguis_own() {
        let only_serif = [FontFamily::Name("reader-serif".into())];
        let fonts = ReaderFonts::among(&only_serif);
        assert_eq!(fonts.serif.regular, only_serif[0]);
        assert_eq!(fonts.serif.bold, None);
        assert_eq!(fonts.sans.regular, FontFamily::Proportional);
        assert_eq!(fonts.mono, FontFamily::Monospace);
    }
}
