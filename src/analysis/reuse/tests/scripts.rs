//! Other scripts: without spaces, from right to left, with characters beyond the first plane.

use super::*;

#[test]
fn a_script_without_spaces_is_compared_by_characters() {
    let shared = "河流测量图上的九尺线被移到了磨坊附近的地方";
    let left = format!("没有人知道这件事情。{shared}。后来大家都忘记了。");
    let right = format!("昨天我们又听说：「{}」，但是谁也不相信。", shared.replace("磨坊", "水车"));
    let found = passages(&left, &right);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, shared);
    assert_eq!(passages("磨坊附近的地方九尺线", "他说磨坊附近的地方没有人"), []);
}

#[test]
fn persian_is_compared_whatever_its_joiners_and_digits_are() {
    let shared = "سن این درخت ۱۰۲۰ سال است و از این پس در فهرست یادگارهای شهر می\u{200c}ماند";
    let other = "سن اين درخت 1020 سال است و از اين پس در فهرست يادگارهاى شهر میماند";
    let found = passages(&format!("شهرداری گفت {shared}. کسی نپرسید چرا."), &format!("«{other}»"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, other);
}

#[test]
fn spans_are_code_points_also_behind_an_emoji() {
    let left = format!("\u{1F309}\u{1F309} {SENTENCE}");
    let found = between(&words(&left), &words(SENTENCE), Settings::default(), &mut unwatched);
    assert_eq!(found.expect("whole")[0].best.left, Span::new(3, 3 + SENTENCE.len() as u32));
}
