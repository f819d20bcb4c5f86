//! Frames of the whole window, without a display: `run_ui` and `tessellate`, in CPU time
//! of the thread.

use std::time::Duration;

use egui::{
    Context, Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2, vec2,
};
use sourceline::{
    app::{
        clock::Clock,
        dispatch,
        document::Document,
        ids::AppIds,
        settings::Settings,
        tasks::dialogs::Picker,
        window::{Options, Window},
    },
    domain::{ids::SeededIds, project::Project},
};

use crate::{
    generate::{self, Shape},
    measure::{Report, Sample, beside, cpu, millis, told},
};

/// 5 MB with 10,000 claims that overlap.
const LARGE: Shape = Shape { articles: 1, bytes: 5_000_000, claims: 10_000, claim_chars: 900 };

/// 50 KB with the same density.
const SMALL: Shape = Shape { articles: 1, bytes: 50_000, claims: 100, claim_chars: 900 };

/// The window's size, in points.
const SIZE: Vec2 = vec2(1280.0, 800.0);

/// A window without a display.
pub struct Headless {
    ctx: Context,
    window: Window,
    time: f64,
    size: Vec2,
}

impl Headless {
    /// The window on its start page, with the fonts loaded.
    pub fn new() -> Self {
        let ctx = Context::default();
        let settings = Settings { analyst: "Ada".to_owned(), ..Settings::default() };
        let options = Options {
            settings,
            clock: Clock::System,
            ids: AppIds::Seeded(SeededIds(7)),
            picker: Picker::InWindow,
            ..Options::default()
        };
        let window = Window::with_context(&ctx, options);
        let mut headless = Self { ctx, window, time: 0.0, size: SIZE };
        for _ in 0..3 {
            headless.frame(Vec::new());
        }
        headless
    }

    /// Shows a project.
    pub fn open(&mut self, project: Project) {
        let mut ids = SeededIds(9);
        let document = Document::new(project, None, "Ada", &mut ids, generate::now());
        dispatch::show_document(&mut self.window, document);
    }

    /// The window's state.
    pub fn window(&mut self) -> &mut Window {
        &mut self.window
    }

    /// One frame with these events; its CPU time.
    pub fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.time),
            events,
            focused: true,
            ..RawInput::default()
        };
        let (ctx, window) = (&self.ctx, &mut self.window);
        let (taken, mut output) = cpu(|| {
            let mut output = ctx.run_ui(input, |ui| {
                window.logic(ui.ctx());
                window.ui(ui);
            });
            let shapes = std::mem::take(&mut output.shapes);
            std::hint::black_box(ctx.tessellate(shapes, output.pixels_per_point));
            output
        });
        output.textures_delta.clear();
        taken
    }

    /// Shows frames until no other thread has anything to do.
    pub fn settle(&mut self) {
        for _ in 0..3000 {
            let (others, ()) = beside(|| {
                for _ in 0..5 {
                    self.frame(Vec::new());
                }
                std::thread::sleep(Duration::from_millis(20));
            });
            if others < Duration::from_millis(1) {
                return;
            }
        }
    }
}

/// The frames of a long scroll with the pointer over the text.
struct Scrolled {
    /// All of them, also those while heights were still measured on a thread beside.
    all: Sample,
    /// Those afterwards.
    settled: Sample,
}

/// Scrolls through a text, with the claim selected that stands in the middle, if one is to be.
fn scroll(shape: Shape, frames: usize, selected: bool) -> Scrolled {
    let mut headless = Headless::new();
    let project = generate::project(1, shape);
    let middle = project.claims().nth(shape.claims / 2).map(|(_, claim)| claim.id);
    headless.open(project);
    headless.window.position.selected = middle.into_iter().filter(|_| selected).collect();
    for _ in 0..120 {
        headless.frame(Vec::new());
    }
    let mut all = headless.scroll(frames / 4);
    headless.settle();
    let settled = headless.scroll(frames);
    all.extend(&settled);
    Scrolled { all, settled }
}

impl Headless {
    /// So many frames down and up the text.
    fn scroll(&mut self, frames: usize) -> Sample {
        let mut sample = Sample::default();
        for at in 0..frames {
            let wobble = (at % 40) as f32;
            // Turns before the end of the short article, which would be stood still at.
            let down = if (at / 200).is_multiple_of(2) { -48.0 } else { 48.0 };
            let pointer = Event::PointerMoved(Pos2::new(560.0 + wobble, 380.0 + wobble));
            sample.add(self.frame(vec![pointer, wheel(down)]));
        }
        sample
    }
}

/// The wheel, turned by so many points.
pub fn wheel(down: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, down),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    }
}

/// A frame while scrolling or hovering.
pub fn scrolling(report: &mut Report) {
    for (what, selected) in [("", false), (" with a claim selected", true)] {
        let (large, small) = (scroll(LARGE, 2000, selected), scroll(SMALL, 2000, selected));
        let what = format!("frame while scrolling{what}, 5 MB, 10,000 claims, p99");
        report.time(&what, large.all.percentile(99.0), Duration::from_millis(2));
        let (large, small) = (large.settled.median(), small.settled.median());
        told("  its median", &millis(large));
        let ratio = large.as_secs_f64() / small.as_secs_f64();
        report.ratio("  the same against 50 KB, medians", ratio, 1.2);
    }
}

/// The first frame after opening.
pub fn first(report: &mut Report) {
    let mut sample = Sample::default();
    for seed in 0..5 {
        let mut headless = Headless::new();
        let project = generate::project(seed, LARGE);
        let (opening, ()) = cpu(|| headless.open(project));
        sample.add(opening + headless.frame(Vec::new()));
    }
    report.time(
        "first frame after opening, 5 MB, 10,000 claims, worst of 5",
        sample.percentile(100.0),
        Duration::from_millis(25),
    );
}

/// Frames while the window is resized and the type changes.
pub fn resizing(report: &mut Report) {
    let mut headless = Headless::new();
    headless.open(generate::project(1, LARGE));
    for _ in 0..120 {
        headless.frame(Vec::new());
    }
    let mut sample = Sample::default();
    for at in 0..1200_u32 {
        let phase = (at % 240) as f32;
        headless.size = SIZE - vec2(if phase < 120.0 { phase } else { 240.0 - phase }, 0.0);
        if at % 60 == 30 {
            let larger = (at / 60) % 2 == 0;
            headless.window().settings.type_size += if larger { 1.0 } else { -1.0 };
        }
        sample.add(headless.frame(Vec::new()));
    }
    report.time(
        "frame while resizing and changing the type, p99.9",
        sample.percentile(99.9),
        Duration::from_millis(8),
    );
}
