//! Turns egui's triangles into pixels, without a graphics card: for pictures that are saved.

use std::collections::HashMap;

use egui::{
    ClippedPrimitive, Color32, ColorImage, ImageData, Pos2, TextureId, TexturesDelta,
    epaint::{Mesh, Primitive, Vertex},
};

/// Textures as they were set.
#[derive(Default)]
pub(super) struct Textures(HashMap<TextureId, ColorImage>);

impl Textures {
    /// Takes in what changed.
    pub fn take(&mut self, delta: &TexturesDelta) {
        let changes = delta.set.iter().flat_map(|(id, list)| list.iter().map(move |c| (id, c)));
        for (id, change) in changes {
            let ImageData::Color(image) = &change.image;
            match (change.pos, self.0.get_mut(id)) {
                (Some([x, y]), Some(whole)) => {
                    let [width, height] = image.size;
                    for row in 0..height {
                        let from = &image.pixels[row * width..(row + 1) * width];
                        let at = (y + row) * whole.size[0] + x;
                        if let Some(to) = whole.pixels.get_mut(at..at + width) {
                            to.copy_from_slice(from);
                        }
                    }
                }
                _ => {
                    self.0.insert(*id, ColorImage::clone(image));
                }
            }
        }
    }
}

/// Pixels, row by row from the top.
pub(super) struct Pixels {
    pub width: usize,
    pub height: usize,
    colours: Vec<Color32>,
}

impl Pixels {
    /// All of one opaque colour.
    pub fn new(width: usize, height: usize, colour: Color32) -> Self {
        Self { width, height, colours: vec![colour; width * height] }
    }

    /// Red, green and blue of each pixel.
    pub fn rgb(&self) -> Vec<u8> {
        self.colours.iter().flat_map(|c| [c.r(), c.g(), c.b()]).collect()
    }

    /// The colour of a pixel.
    #[cfg(test)]
    pub fn at(&self, x: usize, y: usize) -> Color32 {
        self.colours[y * self.width + x]
    }

    /// Paints triangles. `scale` is how many pixels a point has.
    pub fn paint(&mut self, primitives: &[ClippedPrimitive], textures: &Textures, scale: f32) {
        for primitive in primitives {
            let Primitive::Mesh(mesh) = &primitive.primitive else { continue };
            let clip = primitive.clip_rect * scale;
            let clip = [
                clip.left().round().max(0.0) as usize,
                clip.top().round().max(0.0) as usize,
                (clip.right().round().max(0.0) as usize).min(self.width),
                (clip.bottom().round().max(0.0) as usize).min(self.height),
            ];
            self.mesh(mesh, textures.0.get(&mesh.texture_id), clip, scale);
        }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: Option<&ColorImage>, clip: [usize; 4], scale: f32) {
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |at: usize| mesh.vertices.get(corners[at] as usize).copied();
            if let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) {
                let placed = [a, b, c].map(|v| Vertex { pos: v.pos * scale, ..v });
                self.triangle(placed, texture, clip);
            }
        }
    }

    fn triangle(
        &mut self,
        [a, mut b, mut c]: [Vertex; 3],
        texture: Option<&ColorImage>,
        clip: [usize; 4],
    ) {
        let mut area = side(a.pos, b.pos, c.pos);
        if area < 0.0 {
            std::mem::swap(&mut b, &mut c);
            area = -area;
        }
        if area.is_nan() || area < 1e-9 {
            return;
        }
        let low = |x: f32, y: f32, z: f32| (x.min(y).min(z) - 0.5).floor().max(0.0) as usize;
        let high = |x: f32, y: f32, z: f32| (x.max(y).max(z) + 0.5).ceil().max(0.0) as usize;
        let from_x = low(a.pos.x, b.pos.x, c.pos.x).max(clip[0]);
        let to_x = high(a.pos.x, b.pos.x, c.pos.x).min(clip[2]);
        let from_y = low(a.pos.y, b.pos.y, c.pos.y).max(clip[1]);
        let to_y = high(a.pos.y, b.pos.y, c.pos.y).min(clip[3]);
        let plain = a.color == b.color && b.color == c.color && a.uv == b.uv && b.uv == c.uv;
        let one = plain.then(|| multiply(a.color, texel(texture, a.uv)));
        if one == Some(Color32::TRANSPARENT) {
            return;
        }
        // A pixel on the edge of two triangles belongs to one of them.
        let owned = [owns(b.pos, c.pos), owns(c.pos, a.pos), owns(a.pos, b.pos)];
        for row in from_y..to_y {
            for column in from_x..to_x {
                let at = Pos2::new(column as f32 + 0.5, row as f32 + 0.5);
                let weights =
                    [side(b.pos, c.pos, at), side(c.pos, a.pos, at), side(a.pos, b.pos, at)];
                let inside =
                    weights.iter().zip(owned).all(|(w, own)| *w > 0.0 || (*w == 0.0 && own));
                if !inside {
                    continue;
                }
                let colour = one.unwrap_or_else(|| {
                    blend([&a, &b, &c], weights.map(|weight| weight / area), texture)
                });
                let pixel = &mut self.colours[row * self.width + column];
                *pixel = over(*pixel, colour);
            }
        }
    }
}

/// The colour between three vertices, of each of which there is a share.
fn blend(vertices: [&Vertex; 3], shares: [f32; 3], texture: Option<&ColorImage>) -> Color32 {
    let mix = |of: fn(&Vertex) -> f32| -> f32 {
        vertices.iter().zip(shares).map(|(vertex, share)| of(vertex) * share).sum()
    };
    let channel = |of: fn(&Vertex) -> f32| mix(of).round().clamp(0.0, 255.0) as u8;
    let tint = Color32::from_rgba_premultiplied(
        channel(|v| v.color.r().into()),
        channel(|v| v.color.g().into()),
        channel(|v| v.color.b().into()),
        channel(|v| v.color.a().into()),
    );
    let uv = Pos2::new(mix(|v| v.uv.x), mix(|v| v.uv.y));
    multiply(tint, texel(texture, uv))
}

/// On which side of a line a point is; twice the area of the triangle.
fn side(from: Pos2, to: Pos2, at: Pos2) -> f32 {
    (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
}

/// Whether an edge owns what lies on it: the upper and the left ones do.
fn owns(from: Pos2, to: Pos2) -> bool {
    (from.y == to.y && from.x < to.x) || from.y > to.y
}

fn texel(texture: Option<&ColorImage>, uv: Pos2) -> Color32 {
    let Some(image) = texture.filter(|image| !image.pixels.is_empty()) else {
        return Color32::WHITE;
    };
    let [width, height] = image.size;
    let x = ((uv.x * width as f32) as usize).min(width - 1);
    let y = ((uv.y * height as f32) as usize).min(height - 1);
    image.pixels.get(y * width + x).copied().unwrap_or(Color32::WHITE)
}

/// The product of two premultiplied colours.
fn multiply(a: Color32, b: Color32) -> Color32 {
    if b == Color32::WHITE {
        return a;
    }
    let by = |x: u8, y: u8| ((u16::from(x) * u16::from(y) + 127) / 255) as u8;
    Color32::from_rgba_premultiplied(
        by(a.r(), b.r()),
        by(a.g(), b.g()),
        by(a.b(), b.b()),
        by(a.a(), b.a()),
    )
}

/// A premultiplied colour laid over another.
fn over(below: Color32, above: Color32) -> Color32 {
    let rest = 255 - u16::from(above.a());
    let mix = |below: u8, above: u8| {
        (u16::from(above) + (u16::from(below) * rest + 127) / 255).min(255) as u8
    };
    Color32::from_rgba_premultiplied(
        mix(below.r(), above.r()),
        mix(below.g(), above.g()),
        mix(below.b(), above.b()),
        mix(below.a(), above.a()),
    )
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2, vec2};

    use super::*;

    fn painted(mesh: Mesh) -> Pixels {
        let mut pixels = Pixels::new(20, 20, Color32::WHITE);
        let primitive = ClippedPrimitive {
            clip_rect: Rect::from_min_size(pos2(0.0, 0.0), vec2(10.0, 10.0)),
            primitive: Primitive::Mesh(mesh),
        };
        pixels.paint(&[primitive], &Textures::default(), 2.0);
        pixels
    }

    #[test]
    fn two_triangles_of_a_rectangle_cover_each_pixel_once() {
        let mut mesh = Mesh::default();
        let half = Color32::from_rgba_premultiplied(0, 0, 0, 128);
        mesh.add_colored_rect(Rect::from_min_max(pos2(1.0, 1.0), pos2(5.0, 5.0)), half);
        let pixels = painted(mesh);
        for (x, y) in (0..20).flat_map(|x| (0..20).map(move |y| (x, y))) {
            let inside = (2..10).contains(&x) && (2..10).contains(&y);
            let expected = if inside { 127 } else { 255 };
            assert_eq!(pixels.at(x, y).r(), expected, "{x} {y}");
        }
    }

    #[test]
    fn what_lies_outside_or_is_no_triangle_paints_nothing() {
        let mut mesh = Mesh::default();
        for at in [[-9.0, -9.0], [1e9, -5.0], [f32::NAN, 3.0], [4.0, 4.0], [4.0, 4.0], [4.0, 4.0]] {
            mesh.colored_vertex(pos2(at[0], at[1]), Color32::BLACK);
        }
        mesh.indices = vec![0, 1, 2, 3, 4, 5, 0, 3, 99];
        let pixels = painted(mesh);
        assert!(pixels.rgb().iter().all(|channel| *channel == 255));
    }
}
