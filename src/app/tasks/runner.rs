//! The threads themselves.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
    mpsc::{Receiver, Sender, channel},
};

/// How far a task is, and whether it should stop.
#[derive(Debug, Default)]
pub struct Progress {
    cancelled: AtomicBool,
    /// In thousandths.
    done: AtomicU32,
}

impl Progress {
    /// Tells how much is done, 0 to 1.
    pub fn set(&self, share: f32) {
        self.done.store((share.clamp(0.0, 1.0) * 1000.0) as u32, Ordering::Relaxed);
    }

    /// How much is done, 0 to 1.
    pub fn share(&self) -> f32 {
        self.done.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// Whether the analyst wants it to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Asks it to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// Tells a task from all others of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TaskId(u64);

/// A task that is not finished.
#[derive(Debug, Clone)]
pub struct Running {
    /// Which.
    pub id: TaskId,
    /// What it does, for the status bar: "Reading articles".
    pub name: String,
    /// How far it is.
    pub progress: Arc<Progress>,
    /// Whether stopping it half-way is sensible.
    pub can_cancel: bool,
}

/// A task that is finished.
#[derive(Debug, PartialEq, Eq)]
pub struct Finished<T> {
    /// Which.
    pub id: TaskId,
    /// What it came to, or why it stopped half-way.
    pub result: Result<T, String>,
}

/// Runs tasks that give a `T` each.
pub struct Tasks<T> {
    sender: Sender<Finished<T>>,
    receiver: Receiver<Finished<T>>,
    running: Vec<Running>,
    next_id: u64,
    ctx: egui::Context,
}

impl<T: Send + 'static> Tasks<T> {
    /// No task yet; a finished one wakes the window.
    pub fn new(ctx: egui::Context) -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver, running: Vec::new(), next_id: 0, ctx }
    }

    /// Starts a task on a thread of its own, and says which it is.
    pub fn spawn(
        &mut self,
        name: impl Into<String>,
        can_cancel: bool,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> TaskId {
        self.next_id += 1;
        let (id, name) = (TaskId(self.next_id), name.into());
        let progress = Arc::new(Progress::default());
        let running =
            Running { id, name: name.clone(), progress: Arc::clone(&progress), can_cancel };
        self.running.push(running);
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        let thread = std::thread::Builder::new().name(name.clone()).spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| work(&progress))).map_err(|cause| {
                let why = cause
                    .downcast_ref::<&str>()
                    .map(|s| (*s).to_owned())
                    .or_else(|| cause.downcast_ref::<String>().cloned())
                    .unwrap_or_default();
                format!("{name} stopped unexpectedly: {why}. Nothing was changed.")
            });
            // The window may be closed by now; then nobody waits for the result.
            let _ = sender.send(Finished { id, result });
            ctx.request_repaint();
        });
        if let Err(why) = thread {
            let text = format!("A thread could not be started: {why}");
            let _ = self.sender.send(Finished { id, result: Err(text) });
        }
        id
    }

    /// The context that finished tasks wake.
    pub fn ctx(&self) -> &egui::Context {
        &self.ctx
    }

    /// What has finished since the last call.
    pub fn finished(&mut self) -> Vec<Finished<T>> {
        let finished: Vec<_> = self.receiver.try_iter().collect();
        self.running.retain(|r| finished.iter().all(|f| f.id != r.id));
        finished
    }

    /// Asks a task to stop, if it still runs.
    pub fn cancel(&self, id: TaskId) {
        if let Some(task) = self.running.iter().find(|r| r.id == id) {
            task.progress.cancel();
        }
    }

    /// What is still running, the oldest first.
    pub fn running(&self) -> &[Running] {
        &self.running
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait<T: Send + 'static>(tasks: &mut Tasks<T>) -> Vec<Result<T, String>> {
        let mut all = Vec::new();
        while !tasks.running().is_empty() {
            all.extend(tasks.finished().into_iter().map(|f| f.result));
            std::thread::yield_now();
        }
        all
    }

    #[test]
    fn a_task_gives_its_value_and_is_no_longer_running() {
        let mut tasks = Tasks::new(egui::Context::default());
        tasks.spawn("Counting", false, |progress| {
            progress.set(0.5);
            7
        });
        assert_eq!(wait(&mut tasks), [Ok(7)]);
    }

    #[test]
    fn a_task_that_panics_is_told_as_a_problem() {
        let mut tasks: Tasks<()> = Tasks::new(egui::Context::default());
        tasks.spawn("Breaking", false, |_| std::panic::panic_any("no".to_owned()));
        let told = wait(&mut tasks).remove(0).expect_err("told");
        assert!(told.contains("Breaking") && told.contains("no"));
    }

    #[test]
    fn a_cancelled_task_learns_of_it_and_no_other_does() {
        let until_cancelled = |progress: &Progress| {
            while !progress.is_cancelled() {
                std::thread::yield_now();
            }
            "stopped"
        };
        let mut tasks = Tasks::new(egui::Context::default());
        let first = tasks.spawn("Waiting", true, until_cancelled);
        let second = tasks.spawn("Waiting", true, until_cancelled);
        tasks.cancel(second);
        let finished = loop {
            match tasks.finished().as_slice() {
                [] => std::thread::yield_now(),
                [one] => break one.id,
                more => panic!("{more:?}"),
            }
        };
        assert_eq!(finished, second);
        assert_eq!(tasks.running().iter().map(|r| r.id).collect::<Vec<_>>(), [first]);
        tasks.cancel(second);
        assert!(!tasks.running()[0].progress.is_cancelled(), "an old number means no other task");
        tasks.cancel(first);
        assert_eq!(wait(&mut tasks), [Ok("stopped")]);
    }
}
