//! Exact heights of a long article, measured on a thread with fonts of its own while the
//! window goes on. Knows layouts; knows of the window only whom to wake.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use egui::epaint::text::{FontDefinitions, Fonts, TextOptions, ViewportKey};

use super::{layout::Engine, model::Model};

/// The most segments in a parcel.
const PARCEL: usize = 1_024;
/// How long a parcel is filled before it is sent.
const PATIENCE: Duration = Duration::from_millis(60);
/// How many parcels a frame unpacks.
const PARCELS_A_FRAME: usize = 2;
/// After so many segments, fonts drop what they keep for the next frame.
const FLUSH: usize = 32;

type Parcel = Vec<(u32, f32)>;

/// A measurement that is under way. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Refiner {
    parcels: Receiver<Parcel>,
    stop: Arc<AtomicBool>,
    done: bool,
}

/// What the fonts of the thread are made from.
pub(super) struct FontSetup {
    /// The fonts of the window.
    pub(super) definitions: FontDefinitions,
    /// How the window draws them.
    pub(super) options: TextOptions,
    /// What egui found on the system so far.
    pub(super) discovered: Vec<egui::epaint::text::FontInsert>,
}

impl FontSetup {
    /// As a context has them now.
    pub(super) fn of(ctx: &egui::Context) -> Self {
        ctx.fonts(|fonts| Self {
            definitions: fonts.definitions().clone(),
            options: *fonts.options(),
            discovered: fonts.discovered_fonts().to_vec(),
        })
    }

    fn fonts(mut self) -> Fonts {
        for insert in self.discovered {
            for family in insert.families {
                self.definitions
                    .families
                    .entry(family.family)
                    .or_default()
                    .push(insert.name.clone());
            }
            self.definitions.font_data.insert(insert.name, Arc::new(insert.data));
        }
        Fonts::new(self.options, self.definitions)
    }
}

impl Refiner {
    /// Starts to measure all segments, from one on and then from the beginning.
    pub(super) fn start(
        ctx: &egui::Context,
        model: &Arc<Model>,
        engine: &Engine,
        from: usize,
    ) -> Self {
        let (sender, parcels) = sync_channel(4);
        let stop = Arc::new(AtomicBool::new(false));
        let setup = FontSetup::of(ctx);
        let work = Work {
            model: Arc::clone(model),
            engine: Engine::new(engine.typeset.clone()),
            from,
            sender,
            stop: Arc::clone(&stop),
            wake: ctx.clone(),
        };
        let started =
            thread::Builder::new().name("heights".to_owned()).spawn(move || work.run(setup));
        if let Err(error) = &started {
            log::warn!("heights stay estimates: no thread: {error}");
        }
        Self { parcels, stop, done: started.is_err() }
    }

    /// Hands over what was measured since the last time.
    pub(super) fn take(&mut self, mut set: impl FnMut(usize, f32)) {
        for _ in 0..PARCELS_A_FRAME {
            match self.parcels.try_recv() {
                Ok(parcel) => {
                    for (index, height) in parcel {
                        set(index as usize, height);
                    }
                }
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => {
                    self.done = true;
                    return;
                }
            }
        }
    }

    /// Whether everything was measured and handed over.
    pub(super) fn is_done(&self) -> bool {
        self.done
    }
}

impl Drop for Refiner {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

struct Work {
    model: Arc<Model>,
    engine: Engine,
    from: usize,
    sender: SyncSender<Parcel>,
    stop: Arc<AtomicBool>,
    wake: egui::Context,
}

impl Work {
    fn run(mut self, setup: FontSetup) {
        let options = setup.options;
        let mut fonts = setup.fonts();
        let scale = self.engine.typeset.pixels_per_point;
        let count = self.model.segments.len();
        let mut parcel = Parcel::new();
        let mut filled = Instant::now();
        for step in 0..count {
            if self.stop.load(Ordering::Relaxed) {
                return;
            }
            if step % FLUSH == 0 {
                // Also empties the atlas before it grows.
                fonts.begin_pass(options, ViewportKey::default());
            }
            let index = (self.from + step) % count;
            let segment = self.model.segments[index];
            let mut view = fonts.with_pixels_per_point(scale);
            let height = self.engine.layout(&mut view, &self.model, &segment).height;
            parcel.push((index as u32, height));
            if parcel.len() >= PARCEL || filled.elapsed() > PATIENCE {
                if !self.send(std::mem::take(&mut parcel)) {
                    return;
                }
                filled = Instant::now();
            }
        }
        self.send(parcel);
    }

    fn send(&self, parcel: Parcel) -> bool {
        let sent = self.sender.send(parcel).is_ok();
        if sent {
            self.wake.request_repaint();
        }
        sent
    }
}
