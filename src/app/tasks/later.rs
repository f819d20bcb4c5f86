//! A value that a thread of its own computes.

use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

/// A value that is being computed. Dropping it lets the thread finish for nobody.
#[derive(Debug)]
pub struct Later<T>(Receiver<T>);

/// What has become of a value.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// It is here.
    Ready(T),
    /// It is still being computed.
    Waiting,
    /// The thread stopped without one.
    Lost,
}

impl<T: Send + 'static> Later<T> {
    /// Starts a thread, which wakes the window when it is done. None if the system gives no
    /// thread.
    pub fn start(
        name: &str,
        ctx: &Context,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<Self> {
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        let started = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            // What asked for it may be gone by now; then nobody waits for it.
            let _ = sender.send(work());
            ctx.request_repaint();
        });
        match started {
            Ok(_) => Some(Self(receiver)),
            Err(why) => {
                log::warn!("{name}: no thread: {why}");
                None
            }
        }
    }

    /// Looks whether the value is here. It is given once.
    pub fn look(&self) -> Answer<T> {
        match self.0.try_recv() {
            Ok(value) => Answer::Ready(value),
            Err(TryRecvError::Empty) => Answer::Waiting,
            Err(TryRecvError::Disconnected) => Answer::Lost,
        }
    }
}
