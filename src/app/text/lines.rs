//! The galleys that are kept: those of the last frames, as long as egui keeps their glyphs.

use std::collections::HashMap;
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use egui::{
    Color32, Context, FontFamily, FontId, Galley, Id, epaint::text::FontsView, mutex::Mutex,
    text::LayoutJob,
};

use super::{laid::Laid, set};
use crate::app::reader::{Inline, ReaderFonts};

/// Above how many galleys those that are not shown any more are dropped.
const MOST: usize = 600;

#[derive(Default)]
struct Lines {
    /// While egui keeps this galley, the glyphs of ours are in its atlas. Held, so that no
    /// other can get its address.
    sentinel: Option<Arc<Galley>>,
    inline: Option<Inline>,
    known: HashMap<u64, (Arc<Laid>, u64)>,
}

/// The text of a job, set; from the last frame if it was shown there.
pub(super) fn laid(ctx: &Context, job: LayoutJob) -> Arc<Laid> {
    let lines: Arc<Mutex<Lines>> = ctx.data_mut(|data| {
        Arc::clone(data.get_temp_mut_or_default(Id::unique("lines of right-to-left text")))
    });
    let mut lines = lines.lock();
    let pass = ctx.cumulative_pass_nr();
    let pixels = ctx.pixels_per_point();
    if lines.inline.is_none() || !ctx.fonts_mut(|fonts| lines.is_valid(fonts)) {
        let families = ReaderFonts::installed(ctx);
        lines.known.clear();
        lines.inline = Some(ctx.fonts_mut(|fonts| Inline::new(fonts, &families, pixels)));
    }
    let mut hasher = std::hash::DefaultHasher::new();
    job.hash(&mut hasher);
    let key = hasher.finish();
    if let Some((laid, used)) = lines.known.get_mut(&key) {
        *used = pass;
        return Arc::clone(laid);
    }
    let laid = ctx.fonts_mut(|fonts| {
        Arc::new(match &lines.inline {
            Some(inline) => set::set(fonts, inline, pixels, job),
            None => Laid::plain(fonts.layout_job(job)),
        })
    });
    lines.known.insert(key, (Arc::clone(&laid), pass));
    if lines.known.len() > MOST {
        lines.known.retain(|_, (_, used)| *used + 1 >= pass);
    }
    laid
}

impl Lines {
    fn is_valid(&mut self, fonts: &mut FontsView<'_>) -> bool {
        let sentinel = fonts.layout_no_wrap(
            "\u{2026}".to_owned(),
            FontId::new(9.0, FontFamily::Proportional),
            Color32::PLACEHOLDER,
        );
        let same = self.sentinel.as_ref().is_some_and(|known| Arc::ptr_eq(known, &sentinel));
        self.sentinel = Some(sentinel);
        same
    }
}
