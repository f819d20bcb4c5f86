//! The two palettes: ink on paper, and paper on ink.

use std::sync::LazyLock;

use egui::{Color32, Visuals};

use crate::{analysis::compare::JoinKind, domain::codebook::Colour};

/// The colours of the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Whether it is light on dark.
    pub dark: bool,
    /// Behind the article.
    pub paper: Color32,
    /// Behind the panels.
    pub panel: Color32,
    /// Behind a group within a panel.
    pub raised: Color32,
    /// Behind a text field.
    pub field: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of less weight; still 4.5:1 on paper and panel.
    pub faint: Color32,
    /// Lines between things.
    pub line: Color32,
    /// What can be acted on, and what is chosen.
    pub accent: Color32,
    /// Text on the accent colour.
    pub on_accent: Color32,
    /// Behind what is chosen.
    pub chosen: Color32,
    /// Something is wrong.
    pub danger: Color32,
    /// Something wants attention.
    pub warning: Color32,
    /// Something is as it should be.
    pub good: Color32,
}

/// The colour of a kind of evidence that was just added: a grey, until the analyst chooses.
pub const NEW_KIND: Colour = Colour([0x60, 0x70, 0x80]);

impl Theme {
    /// Ink on paper.
    pub fn light() -> Self {
        Self {
            dark: false,
            paper: Color32::from_rgb(0xfd, 0xfc, 0xf9),
            panel: Color32::from_rgb(0xf3, 0xf1, 0xec),
            raised: Color32::from_rgb(0xfb, 0xfa, 0xf7),
            field: Color32::from_rgb(0xff, 0xff, 0xff),
            ink: Color32::from_rgb(0x1f, 0x25, 0x2b),
            faint: Color32::from_rgb(0x5b, 0x63, 0x6b),
            line: Color32::from_rgb(0xd9, 0xd5, 0xcb),
            accent: Color32::from_rgb(0x0a, 0x66, 0x6b),
            on_accent: Color32::from_rgb(0xff, 0xff, 0xff),
            chosen: Color32::from_rgb(0xd5, 0xe8, 0xe7),
            danger: Color32::from_rgb(0xa8, 0x24, 0x24),
            warning: Color32::from_rgb(0x8a, 0x55, 0x00),
            good: Color32::from_rgb(0x22, 0x6b, 0x38),
        }
    }

    /// Paper on ink.
    pub fn dark() -> Self {
        Self {
            dark: true,
            paper: Color32::from_rgb(0x17, 0x1a, 0x1d),
            panel: Color32::from_rgb(0x1e, 0x22, 0x26),
            raised: Color32::from_rgb(0x26, 0x2b, 0x30),
            field: Color32::from_rgb(0x12, 0x15, 0x18),
            ink: Color32::from_rgb(0xe6, 0xe3, 0xdc),
            faint: Color32::from_rgb(0xa3, 0xa9, 0xad),
            line: Color32::from_rgb(0x3a, 0x40, 0x46),
            accent: Color32::from_rgb(0x6c, 0xc9, 0xc4),
            on_accent: Color32::from_rgb(0x0b, 0x1f, 0x20),
            chosen: Color32::from_rgb(0x1f, 0x44, 0x45),
            danger: Color32::from_rgb(0xff, 0x9a, 0x90),
            warning: Color32::from_rgb(0xe9, 0xbd, 0x6b),
            good: Color32::from_rgb(0x8f, 0xd0, 0x9c),
        }
    }

    /// The one of the two that egui's visuals call for.
    pub fn of(visuals: &Visuals) -> Self {
        if visuals.dark_mode { Self::dark() } else { Self::light() }
    }

    /// A codebook colour, made light enough to be told from a dark ground.
    pub fn term(&self, colour: Colour) -> Color32 {
        let [r, g, b] = colour.0;
        if !self.dark {
            return Color32::from_rgb(r, g, b);
        }
        let lift = |c: u8| (f32::from(c) * 0.55 + 255.0 * 0.45) as u8;
        Color32::from_rgb(lift(r), lift(g), lift(b))
    }

    /// Behind a bar that speaks in this colour: opaque, since nothing stands behind a bar.
    pub fn bar(&self, colour: Color32) -> Color32 {
        self.panel.blend(colour.gamma_multiply(0.1))
    }

    /// The colour of what joins two articles: passages, quotations, claims, sources.
    pub fn join(&self, kind: JoinKind) -> Color32 {
        let (light, dark) = match kind {
            JoinKind::Passage => ([0x2a, 0x5d, 0xb0], [0x86, 0xb2, 0xf5]),
            JoinKind::Quotation => ([0x84, 0x3c, 0x9c], [0xd3, 0xa0, 0xe8]),
            JoinKind::Claim => ([0x0a, 0x66, 0x6b], [0x6c, 0xc9, 0xc4]),
            JoinKind::Source => ([0xa5, 0x5a, 0x10], [0xe8, 0xb0, 0x6c]),
        };
        let [r, g, b] = if self.dark { dark } else { light };
        Color32::from_rgb(r, g, b)
    }

    /// A colour laid thinly over a ground.
    pub fn tint(&self, colour: Color32, share: f32) -> Color32 {
        colour.gamma_multiply(share)
    }
}

/// The linear light of each value of a channel: asked for many times a frame.
static LIGHT: LazyLock<[f32; 256]> = LazyLock::new(|| {
    std::array::from_fn(|value| {
        let v = value as f32 / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    })
});

/// The contrast of two opaque colours as WCAG 2.1 defines it, 1 to 21.
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let light = &*LIGHT;
    let luminance = |c: Color32| {
        let channel = |v: u8| light[usize::from(v)];
        0.2126 * channel(c.r()) + 0.7152 * channel(c.g()) + 0.0722 * channel(c.b())
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
