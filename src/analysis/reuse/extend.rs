//! Extension: from a seed outwards as far as two texts go together, edits included.
//!
//! Runs of equal words are followed as they are; at a difference, a local alignment with
//! affine gaps (Gotoh 1982) looks for a way on and gives up when it has lost [`DROP`] (as in
//! BLAST). The work is bounded by the length of what is found.

/// What a replaced word costs, in half bits.
const REPLACED: i32 = 5;
/// What the first of several words costs that only one side has.
const FIRST_EXTRA: i32 = 7;
/// What each further one costs.
const NEXT_EXTRA: i32 = 2;
/// An alignment that has lost so much gives up.
const DROP: i32 = 36;
/// So many words without a new best, and it gives up.
const PATIENCE: usize = 48;
/// After so many equal words in a row the texts are together again.
const TOGETHER: u8 = 4;

const DEAD: i32 = i32::MIN / 2;

/// Equal words: `len` of them from word `left` and from word `right`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The first word on the left.
    pub left: u32,
    /// The first word on the right.
    pub right: u32,
    /// How many.
    pub len: u32,
}

/// One text, seen from a place in one direction.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side<'a> {
    /// Word 0 is the first of these.
    Forth(&'a [u32]),
    /// Word 0 is the last of these.
    Back(&'a [u32]),
}

impl Side<'_> {
    /// The word at a place.
    pub(super) fn get(&self, at: usize) -> Option<u32> {
        match self {
            Self::Forth(words) => words.get(at).copied(),
            Self::Back(words) => words.len().checked_sub(at + 1).map(|at| words[at]),
        }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Forth(words) | Self::Back(words) => words.len(),
        }
    }
}

/// Memory that is used again from one extension to the next.
#[derive(Debug, Default)]
pub(super) struct Room {
    best: Vec<Cell>,
    next: Vec<Cell>,
    trace: Vec<u8>,
    rows: Vec<(usize, usize)>,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    /// The best score here.
    score: i32,
    /// The best score that ends with words of the left side alone.
    left_only: i32,
    /// How many equal words end here.
    together: u8,
}

const NOTHING: Cell = Cell { score: DEAD, left_only: DEAD, together: 0 };

// What the best score of a cell came from, and whether a gap goes on.
const FROM_BOTH: u8 = 0;
const FROM_LEFT: u8 = 1;
const FROM_RIGHT: u8 = 2;
const FROM: u8 = 3;
const LEFT_GOES_ON: u8 = 4;
const RIGHT_GOES_ON: u8 = 8;
const EQUAL: u8 = 16;

/// Follows two sides from their words 0 on. The runs are in the sides' own counting, in
/// order. `blocked` cells are on an alignment that is known already.
pub(super) fn extend(
    (left, right): (Side<'_>, Side<'_>),
    weights: &[i32],
    blocked: impl Fn(usize, usize) -> bool,
    room: &mut Room,
) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut x, mut y) = (0, 0);
    loop {
        let mut len = 0;
        while let (Some(a), Some(b)) = (left.get(x + len), right.get(y + len)) {
            if a != b || blocked(x + len, y + len) {
                break;
            }
            len += 1;
        }
        push(&mut runs, Run { left: x as u32, right: y as u32, len: len as u32 });
        (x, y) = (x + len, y + len);
        if x >= left.len() || y >= right.len() || blocked(x, y) {
            return runs;
        }
        let found = local((left, right), (x, y), weights, &blocked, room);
        let Some(((dx, dy), on)) = found else { return runs };
        trace_back(room, (dx, dy), (x, y), &mut runs);
        (x, y) = (x + dx, y + dy);
        if !on {
            return runs;
        }
    }
}

/// Adds a run; one that goes on where the last one ends is one with it.
pub(super) fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.left + last.len == run.left && last.right + last.len == run.right => {
            last.len += run.len;
        }
        _ if run.len > 0 => runs.push(run),
        _ => {}
    }
}

/// Looks for a way on from words that differ. Gives how far it leads on both sides, and
/// whether the texts are together again there.
fn local(
    (left, right): (Side<'_>, Side<'_>),
    (x, y): (usize, usize),
    weights: &[i32],
    blocked: impl Fn(usize, usize) -> bool,
    room: &mut Room,
) -> Option<((usize, usize), bool)> {
    room.trace.clear();
    room.rows.clear();
    room.best.clear();
    // Row 0: words that only the right side has.
    room.rows.push((0, 0));
    for column in 0..=right.len() - y {
        let score = match column {
            0 => 0,
            n => -FIRST_EXTRA - NEXT_EXTRA * (n as i32 - 1),
        };
        if score < -DROP {
            break;
        }
        room.best.push(Cell { score, ..NOTHING });
        room.trace.push(if column > 1 { FROM_RIGHT | RIGHT_GOES_ON } else { FROM_RIGHT });
    }
    let mut low = 0;
    let (mut top, mut at) = (0, (0, 0));
    for row in 1..=left.len() - x {
        if row > at.0 + PATIENCE {
            break;
        }
        let word = left.get(x + row - 1)?;
        let width = room.best.len();
        let start = room.trace.len();
        room.next.clear();
        let mut right_only = DEAD;
        let mut last = DEAD;
        let mut first = None;
        let mut column = low;
        while column <= right.len() - y {
            let above = column.checked_sub(low).and_then(|c| room.best.get(c)).copied();
            let corner = column.checked_sub(low + 1).and_then(|c| room.best.get(c)).copied();
            if column > low + width && right_only.max(last) < top - DROP {
                break;
            }
            let above = above.unwrap_or(NOTHING);
            let corner = corner.unwrap_or(NOTHING);
            let mut trace = 0;
            let goes_on = above.left_only - NEXT_EXTRA;
            let left_only = goes_on.max(above.score - FIRST_EXTRA);
            if goes_on == left_only {
                trace |= LEFT_GOES_ON;
            }
            let goes_on = right_only - NEXT_EXTRA;
            right_only = goes_on.max(last - FIRST_EXTRA);
            if goes_on == right_only {
                trace |= RIGHT_GOES_ON;
            }
            let equal = column > 0
                && right.get(y + column - 1) == Some(word)
                && !blocked(x + row - 1, y + column - 1);
            let both = corner.score + if equal { weights[word as usize] } else { -REPLACED };
            let score = both.max(left_only).max(right_only);
            let mut cell = Cell { score, left_only, together: 0 };
            if score == both {
                trace |= FROM_BOTH;
                if equal {
                    trace |= EQUAL;
                    cell.together = corner.together.saturating_add(1);
                }
            } else if score == left_only {
                trace |= FROM_LEFT;
            } else {
                trace |= FROM_RIGHT;
            }
            if score < top - DROP {
                cell = NOTHING;
            } else {
                first.get_or_insert(column);
            }
            last = cell.score;
            if first.is_some() {
                room.next.push(cell);
                room.trace.push(trace);
            }
            if cell.score > top && cell.together > 0 {
                (top, at) = (cell.score, (row, column));
                if cell.together >= TOGETHER {
                    room.rows.push((start, first.unwrap_or(column)));
                    return Some((at, true));
                }
            }
            column += 1;
        }
        let Some(first) = first else { break };
        while room.next.last().is_some_and(|cell| cell.score == DEAD) {
            room.next.pop();
            room.trace.pop();
        }
        room.rows.push((start, first));
        low = first;
        std::mem::swap(&mut room.best, &mut room.next);
    }
    (top > 0).then_some((at, false))
}

/// Walks back from the best cell and adds the runs of equal words.
fn trace_back(room: &Room, end: (usize, usize), from: (usize, usize), runs: &mut Vec<Run>) {
    let (mut row, mut column) = end;
    let mut found: Vec<Run> = Vec::new();
    let mut state = FROM_BOTH;
    while row > 0 || column > 0 {
        let (start, first) = room.rows[row];
        let trace = room.trace[start + column - first];
        if state == FROM_BOTH {
            state = trace & FROM;
        }
        match state {
            FROM_LEFT => {
                row -= 1;
                if trace & LEFT_GOES_ON == 0 {
                    state = FROM_BOTH;
                }
            }
            FROM_RIGHT => {
                column -= 1;
                if trace & RIGHT_GOES_ON == 0 {
                    state = FROM_BOTH;
                }
            }
            _ => {
                row -= 1;
                column -= 1;
                if trace & EQUAL != 0 {
                    let (left, right) = ((from.0 + row) as u32, (from.1 + column) as u32);
                    match found.last_mut() {
                        Some(run) if run.left == left + 1 && run.right == right + 1 => {
                            *run = Run { left, right, len: run.len + 1 };
                        }
                        _ => found.push(Run { left, right, len: 1 }),
                    }
                }
            }
        }
    }
    for run in found.into_iter().rev() {
        push(runs, run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<u32> {
        text.bytes().map(u32::from).collect()
    }

    fn aligned(left: &str, right: &str) -> Vec<String> {
        let (a_numbers, b_numbers) = (numbers(left), numbers(right));
        let weights = vec![12; 256];
        let sides = (Side::Forth(&a_numbers), Side::Forth(&b_numbers));
        let runs = extend(sides, &weights, |_, _| false, &mut Room::default());
        let shown = |run: &Run| {
            let (l, r, n) = (run.left as usize, run.right as usize, run.len as usize);
            assert_eq!(left[l..l + n], right[r..r + n]);
            left[l..l + n].to_owned()
        };
        runs.iter().map(shown).collect()
    }

    #[test]
    fn replaced_added_and_dropped_words_are_stepped_over() {
        assert_eq!(aligned("abcdefghij", "abcXefghij"), ["abc", "efghij"]);
        assert_eq!(aligned("abcdefghij", "abcXYZdefghij"), ["abc", "defghij"]);
        assert_eq!(aligned("abcdXYefghij", "abcdefghij"), ["abcd", "efghij"]);
        assert_eq!(aligned("abcdefXhij12345", "abcdPQRSefYhij12345"), ["abcd", "ef", "hij12345"]);
    }

    #[test]
    fn an_alignment_ends_with_an_equal_word_where_the_texts_part() {
        assert_eq!(aligned("abcdefghijklmnop", "abcdefgh12345678"), ["abcdefgh"]);
        assert_eq!(aligned("abcXYZW", "abcPQRS"), ["abc"]);
        assert_eq!(aligned("abcXd", "abcYd"), ["abc", "d"]);
    }

    #[test]
    fn it_goes_backwards_as_it_goes_forth() {
        let (a, b) = (numbers("1234abcXefg"), numbers("9876abcYefg"));
        let weights = vec![12; 256];
        let sides = (Side::Back(&a), Side::Back(&b));
        let runs = extend(sides, &weights, |_, _| false, &mut Room::default());
        assert_eq!(runs, [Run { left: 0, right: 0, len: 3 }, Run { left: 4, right: 4, len: 3 }]);
    }

    #[test]
    fn what_is_known_already_is_not_gone_into() {
        let (a, b) = (numbers("abcdefgh"), numbers("abcdefgh"));
        let weights = vec![12; 256];
        let sides = (Side::Forth(&a), Side::Forth(&b));
        let runs = extend(sides, &weights, |x, y| x == y && x >= 5, &mut Room::default());
        assert_eq!(runs, [Run { left: 0, right: 0, len: 5 }]);
    }

    #[test]
    fn runs_rise_on_both_sides_whatever_the_texts_are() {
        let mut state = 7_u64;
        let mut random = move |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        for _ in 0..2000 {
            let left: Vec<u32> = (0..random(60)).map(|_| random(5) as u32).collect();
            let mut right = left.clone();
            for _ in 0..random(20) {
                let at = random(right.len() as u64 + 1) as usize;
                match random(3) {
                    0 => right.insert(at, random(5) as u32),
                    1 if at < right.len() => drop(right.remove(at)),
                    _ if at < right.len() => right[at] = random(5) as u32,
                    _ => {}
                }
            }
            let sides = (Side::Forth(&left), Side::Forth(&right));
            let runs = extend(sides, &[4, 6, 8, 10, 12], |_, _| false, &mut Room::default());
            for run in &runs {
                let (l, r, n) = (run.left as usize, run.right as usize, run.len as usize);
                assert_eq!(left[l..l + n], right[r..r + n]);
            }
            for two in runs.windows(2) {
                assert!(two[0].left + two[0].len <= two[1].left);
                assert!(two[0].right + two[0].len <= two[1].right);
            }
        }
    }
}
