//! Two parts of something long side by side. What they tell is the same as one after the other.

/// Does two things, on two threads if it is worth that and the system gives a second one.
pub(crate) fn both<A, B: Send>(
    worth: bool,
    here: impl FnOnce() -> A,
    there: impl FnOnce() -> B + Send,
) -> (A, B) {
    if !worth {
        return (here(), there());
    }
    let there = std::sync::Mutex::new(Some(there));
    let take = || there.lock().ok().and_then(|mut there| there.take());
    std::thread::scope(|scope| {
        let other = std::thread::Builder::new()
            .name("Second half".to_owned())
            .spawn_scoped(scope, || take().map(|there| there()));
        let a = here();
        let done = other.ok().and_then(|other| match other.join() {
            Ok(done) => done,
            Err(why) => std::panic::resume_unwind(why),
        });
        let b = done.or_else(|| take().map(|there| there()));
        (a, b.expect("what was not done on the other thread is still there"))
    })
}

#[cfg(test)]
mod tests {
    use super::both;

    #[test]
    fn both_are_done_on_one_thread_or_two() {
        for worth in [false, true] {
            let told = both(worth, || "here".to_owned(), || 1 + 1);
            assert_eq!(told, ("here".to_owned(), 2));
        }
    }

    #[test]
    #[should_panic(expected = "broken there")]
    fn what_goes_wrong_on_the_other_thread_is_not_hidden() {
        both(true, || (), || panic!("broken there"));
    }
}
