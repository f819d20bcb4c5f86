//! Colours, type and spacing of the window: the one place that names a colour.

mod fonts;
mod palette;
mod style;

pub use fonts::{
    ARABIC, HEBREW, MONO, SANS, SANS_BOLD, SANS_ITALIC, SERIF, SERIF_BOLD, SERIF_ITALIC,
    install_fonts,
};
pub use palette::{NEW_KIND, Theme, contrast};
pub use style::{apply, card, chip, hint, section, small_button};

#[cfg(test)]
mod tests;
