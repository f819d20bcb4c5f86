//! Something that follows the project: brought up to date at once where little changed since
//! the last frame, and on a thread where much did, as when a project was just opened.

use egui::Context;

use super::later::{Answer, Later};

/// With fewer claims to read than this, catching up takes less than a millisecond or two.
pub const AT_ONCE: usize = 1_500;

/// A state and, while it catches up, the thread that has it.
#[derive(Debug)]
pub struct Follower<S> {
    state: S,
    away: Option<Later<S>>,
    /// Whether a thread lost it: it is not tried again.
    lost: bool,
}

impl<S: Default> Default for Follower<S> {
    fn default() -> Self {
        Self { state: S::default(), away: None, lost: false }
    }
}

impl<S: Default + Send + 'static> Follower<S> {
    /// The state as it was when it caught up last; none while a thread has it.
    pub fn last(&self) -> Option<&S> {
        self.away.is_none().then_some(&self.state)
    }

    /// Catches up. `behind` says how many claims are to be read for that. None while a
    /// thread does it; the window is woken when it is done.
    pub fn follow(
        &mut self,
        ctx: &Context,
        name: &str,
        behind: impl FnOnce(&S) -> usize,
        catch_up: impl FnOnce(&mut S) + Send + 'static,
    ) -> Option<&S> {
        match self.away.as_ref().map(Later::look) {
            Some(Answer::Waiting) => return None,
            Some(Answer::Ready(state)) => self.state = state,
            Some(Answer::Lost) => self.lost = true,
            None => {}
        }
        self.away = None;
        if self.lost {
            return None;
        }
        if behind(&self.state) < AT_ONCE {
            catch_up(&mut self.state);
            return Some(&self.state);
        }
        let mut state = std::mem::take(&mut self.state);
        self.away = Later::start(name, ctx, move || {
            catch_up(&mut state);
            state
        });
        self.lost = self.away.is_none();
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_done_at_once_and_much_on_a_thread() {
        let ctx = Context::default();
        let mut follower: Follower<Vec<u32>> = Follower::default();
        let now = follower.follow(&ctx, "little", |_| 1, |state| state.push(1));
        assert_eq!(now, Some(&vec![1]));
        assert_eq!(follower.follow(&ctx, "much", |_| AT_ONCE, |state| state.push(2)), None);
        loop {
            if let Some(state) = follower.follow(&ctx, "little", |_| 0, |_| {}) {
                assert_eq!(state, &[1, 2]);
                return;
            }
            std::thread::yield_now();
        }
    }

    #[test]
    fn what_a_thread_lost_is_not_tried_again() {
        let ctx = Context::default();
        let mut follower: Follower<u32> = Follower::default();
        let broken = |_: &mut u32| std::panic::panic_any("lost");
        assert_eq!(follower.follow(&ctx, "breaks", |_| AT_ONCE, broken), None);
        while !follower.lost {
            assert_eq!(follower.follow(&ctx, "waits", |_| 0, |_| {}), None);
            std::thread::yield_now();
        }
        assert_eq!(follower.follow(&ctx, "again", |_| 0, |state| *state = 1), None);
    }
}
