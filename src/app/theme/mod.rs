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

/// Whether a view under test has its first frame: the fonts are installed in it, and are there
/// from the next one on.
#[cfg(test)]
pub fn in_the_first_frame(ctx: &egui::Context, begun: &mut bool) -> bool {
    if std::mem::replace(begun, true) {
        return false;
    }
    ctx.set_fonts(install_fonts());
    apply(ctx);
    ctx.request_repaint();
    true
}
