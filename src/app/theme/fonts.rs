//! The bundled fonts, all under the SIL Open Font License.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

/// The reading face.
pub const SERIF: &str = "reader-serif";
/// The reading face, italic.
pub const SERIF_ITALIC: &str = "reader-serif-italic";
/// The reading face, bold.
pub const SERIF_BOLD: &str = "reader-serif-bold";
/// The face of the window and the reader's sans serif.
pub const SANS: &str = "reader-sans";
/// The sans serif, italic.
pub const SANS_ITALIC: &str = "reader-sans-italic";
/// The sans serif, bold.
pub const SANS_BOLD: &str = "reader-sans-bold";
/// Arabic and Persian.
pub const ARABIC: &str = "arabic";
/// Hebrew.
pub const HEBREW: &str = "hebrew";
/// Every character of the same width.
pub const MONO: &str = "mono";

/// Name and bytes of each face.
const FACES: [(&str, &[u8]); 9] = [
    (SERIF, include_bytes!("../../../assets/fonts/NotoSerif-Regular.ttf")),
    (SERIF_ITALIC, include_bytes!("../../../assets/fonts/NotoSerif-Italic.ttf")),
    (SERIF_BOLD, include_bytes!("../../../assets/fonts/NotoSerif-Bold.ttf")),
    (SANS, include_bytes!("../../../assets/fonts/Inter-Regular.otf")),
    (SANS_ITALIC, include_bytes!("../../../assets/fonts/Inter-Italic.otf")),
    (SANS_BOLD, include_bytes!("../../../assets/fonts/Inter-SemiBold.otf")),
    (ARABIC, include_bytes!("../../../assets/fonts/NotoNaskhArabic-Regular.ttf")),
    (HEBREW, include_bytes!("../../../assets/fonts/NotoSansHebrew-Regular.ttf")),
    (MONO, include_bytes!("../../../assets/fonts/JetBrainsMono-Regular.ttf")),
];

/// The fonts with their families. Every family falls back to the others' scripts, to
/// egui's symbols, and then to the system's fonts.
pub fn install_fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let symbols = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, bytes) in FACES {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for (name, _) in FACES {
        let mut family = vec![name.to_owned()];
        let others = [SANS, SERIF, ARABIC, HEBREW, MONO].map(str::to_owned);
        family.extend(others.into_iter().filter(|other| other != name));
        family.extend(symbols.iter().cloned());
        fonts.families.insert(FontFamily::Name(name.into()), family);
    }
    let family = |name: &str| fonts.families.get(&FontFamily::Name(name.into())).cloned();
    if let (Some(sans), Some(mono)) = (family(SANS), family(MONO)) {
        fonts.families.insert(FontFamily::Proportional, sans);
        fonts.families.insert(FontFamily::Monospace, mono);
    }
    fonts
}
