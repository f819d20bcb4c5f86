//! Saving the whole picture, not only what is in view: as SVG, or as PNG, which the same hand
//! paints that paints the window. On paper, whatever the window's theme is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, RawInput, Rect, Vec2, ViewportId, pos2, vec2};

use super::{
    asked::Drawn,
    camera::Camera,
    paint::{Hand, Marks},
    raster::{Pixels, Textures},
};
use crate::{
    analysis::{graph::NodeKey, origins::Discount},
    app::theme::{self, Theme},
    export::{
        ExportError,
        svg::{self, Drawing},
        target::{Disk, Target as _},
    },
};

/// What is left free around the picture, and at the right for open ends, in points.
const MARGIN: f32 = 18.0;
const TAILS: f32 = 24.0;
/// Pixels for a point, unless there would be too many.
const SCALE: f32 = 2.0;
/// The most pixels of a picture, and of a side of it.
const MOST: (f32, f32) = (40e6, 16_000.0);

/// As what a picture is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Network Graphics.
    Png,
}

impl Kind {
    /// What its files end in, without a dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// A picture to be saved.
#[derive(Debug)]
pub struct Job {
    /// What is drawn.
    pub drawn: Arc<Drawn>,
    /// What it is a picture of.
    pub title: String,
    /// What is struck through.
    pub discount: Discount,
    /// As what.
    pub kind: Kind,
    /// Where.
    pub path: PathBuf,
}

impl Job {
    /// Writes the file; what was there is replaced, which the analyst agreed to when choosing
    /// the name. Gives its path.
    pub fn write(&self) -> Result<PathBuf, ExportError> {
        let ending = self.kind.ending();
        let has = self.path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
        let path = if has { self.path.clone() } else { self.path.with_added_extension(ending) };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut disk = Disk::new(path.parent().unwrap_or(Path::new(".")), true)?;
        match self.kind {
            Kind::Svg => disk.file(&name, &mut |out| {
                let struck = |key: NodeKey| key.is_discounted(&self.discount);
                let drawing = Drawing {
                    graph: &self.drawn.graph,
                    layout: &self.drawn.layout,
                    circles: &self.drawn.circles,
                    struck: &struck,
                };
                svg::file(out, &self.title, drawing).map_err(ExportError::Write)
            })?,
            Kind::Png => {
                let pixels = paint(&self.drawn, &self.discount);
                disk.file(&name, &mut |out| encode(&pixels, out))?;
            }
        }
        disk.finish()?;
        Ok(path)
    }
}

fn encode(pixels: &Pixels, out: &mut dyn std::io::Write) -> Result<(), ExportError> {
    let failed = |why: png::EncodingError| ExportError::Write(why.into());
    let mut encoder = png::Encoder::new(out, pixels.width as u32, pixels.height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&pixels.rgb()).map_err(failed)?;
    writer.finish().map_err(failed)
}

/// Paints the whole picture.
pub(super) fn paint(drawn: &Drawn, discount: &Discount) -> Pixels {
    let [low, high] = drawn.layout.bounds;
    let low = [low[0] - MARGIN, low[1] - MARGIN];
    let size = vec2(high[0] + MARGIN + TAILS - low[0], high[1] + MARGIN - low[1]);
    let scale = scale_for(size);
    let ctx = Context::default();
    ctx.set_fonts(theme::install_fonts());
    theme::apply(&ctx);
    ctx.set_theme(egui::Theme::Light);
    let (theme, camera) = (Theme::light(), Camera::of_picture(low, size));
    let mut textures = Textures::default();
    let mut primitives = Vec::new();
    // The fonts are there from the second pass on.
    for _ in 0..2 {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), size)),
            max_texture_side: Some(8_192),
            ..RawInput::default()
        };
        let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
        viewport.native_pixels_per_point = Some(scale);
        let mut output = ctx.run_ui(input, |ui| {
            let hand = Hand { painter: ui.painter(), theme: &theme, camera: &camera };
            let struck = |key: NodeKey| key.is_discounted(discount);
            let marks =
                Marks { ways: None, chosen: None, hovered: None, found: &[], struck: &struck };
            hand.drawing(drawn, &marks);
        });
        textures.take(&output.textures_delta);
        output.textures_delta.clear();
        primitives = ctx.tessellate(output.shapes, scale);
    }
    let pixels = (size * scale).ceil();
    let mut picture = Pixels::new(pixels.x as usize, pixels.y as usize, theme.paper);
    picture.paint(&primitives, &textures, scale);
    picture
}

fn scale_for(size: Vec2) -> f32 {
    let area = (MOST.0 / (size.x * size.y).max(1.0)).sqrt();
    SCALE.min(area).min(MOST.1 / size.max_elem().max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{
            graph::{
                GraphOptions, build,
                circles::Circles,
                layout::{Options, lay_out},
            },
            origins::Cache,
        },
        domain::sample::project,
    };

    fn job(kind: Kind, path: PathBuf) -> Job {
        let project = project();
        let graph = build(&project, &GraphOptions { alleged: true, ..GraphOptions::default() });
        let layout = lay_out(&graph, &Options::default(), None);
        let circles = Circles::of(&Cache::of(&project, true)).on(&graph);
        let drawn = Arc::new(Drawn::new(graph, layout, circles));
        Job { drawn, title: "Sample".to_owned(), discount: Discount::default(), kind, path }
    }

    #[test]
    fn a_picture_has_type_and_lines_on_paper() {
        let job = job(Kind::Png, PathBuf::new());
        let pixels = paint(&job.drawn, &job.discount);
        let paper = Theme::light().paper;
        assert_eq!(pixels.at(0, 0), paper);
        let all = pixels.rgb();
        let inked = all.chunks(3).filter(|c| **c != [paper.r(), paper.g(), paper.b()]).count();
        assert!(inked > 2_000, "{inked}");
        // The ink of type is darker than any line.
        assert!(all.chunks(3).any(|c| c[0] < 60 && c[1] < 60 && c[2] < 70));
    }

    #[test]
    fn files_get_their_ending_and_replace_what_was_there() {
        let folder = tempfile::tempdir().expect("a folder");
        for (kind, begin) in [(Kind::Svg, b"<?xml".as_slice()), (Kind::Png, b"\x89PNG".as_slice())]
        {
            let path = folder.path().join("picture");
            for _ in 0..2 {
                let written = job(kind, path.clone()).write().expect("written");
                assert_eq!(written, path.with_extension(kind.ending()));
                let bytes = std::fs::read(&written).expect("read");
                assert!(bytes.starts_with(begin) && bytes.len() > 1_000);
            }
        }
        let nowhere = folder.path().join("picture.svg").join("inside.svg");
        assert!(job(Kind::Svg, nowhere).write().is_err());
    }

    #[test]
    fn a_huge_drawing_becomes_no_huge_picture() {
        let scale = scale_for(vec2(2_000.0, 90_000.0));
        assert!(2_000.0 * 90_000.0 * scale * scale <= MOST.0 * 1.01);
        assert!(90_000.0 * scale <= MOST.1 * 1.01);
        assert_eq!(scale_for(vec2(900.0, 700.0)), SCALE);
    }
}
