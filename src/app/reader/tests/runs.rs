use proptest::prelude::*;

use super::*;

/// The line as it is seen, from left to right, if each piece is shaped as it asks for.
fn seen(text: &str, signs: &FaceSigns, edges: &[usize]) -> String {
    let info = ParagraphBidiInfo::new(text, None);
    let mut out = String::new();
    for run in visual_runs(text, &info, 0..text.len(), edges, signs) {
        let part = &text[run.bytes];
        match run.order {
            Order::LeftToRight | Order::OneByOne => out.push_str(part),
            Order::Shaped | Order::Reversed => out.push_str(&reversed(part)),
        }
    }
    out
}

fn all_signs() -> FaceSigns {
    let mut signs: Vec<char> = " ().,-!?".chars().collect();
    signs.sort_unstable();
    FaceSigns { arabic: signs.clone(), hebrew: signs }
}

#[test]
fn hebrew_with_a_number_in_brackets_and_a_latin_word() {
    for signs in [FaceSigns::default(), all_signs()] {
        assert_eq!(seen("אבג (123) abc", &signs, &[]), "abc (123) גבא");
    }
}

#[test]
fn latin_with_a_hebrew_insertion_keeps_its_direction() {
    assert_eq!(
        seen("the word שלום, in brackets [גד]", &all_signs(), &[]),
        "the word םולש, in brackets [דג]"
    );
}

#[test]
fn persian_with_a_year_a_note_and_a_dash() {
    assert_eq!(seen("سال ۱۴۰۲ بود [3]", &all_signs(), &[]), "[3] دوب ۱۴۰۲ لاس");
    assert_eq!(seen("او - گفت", &FaceSigns::default(), &[]), "تفگ - وا");
}

#[test]
fn digits_of_arabic_script_stand_one_by_one_and_brackets_between_letters_are_reversed() {
    let text = "سال ۱۴۰۲ (الف)";
    let info = ParagraphBidiInfo::new(text, None);
    let runs = visual_runs(text, &info, 0..text.len(), &[], &FaceSigns::default());
    let orders: Vec<_> = runs.iter().map(|run| (&text[run.bytes.clone()], run.order)).collect();
    assert_eq!(
        orders,
        [
            (")", Order::Reversed),
            ("الف", Order::Shaped),
            (" (", Order::Reversed),
            ("۱۴۰۲", Order::OneByOne),
            (" ", Order::Reversed),
            ("سال", Order::Shaped),
        ]
    );
}

#[test]
fn a_joined_word_is_never_cut_by_script_and_two_scripts_are() {
    let text = "می‌خواهم שלום";
    let info = ParagraphBidiInfo::new(text, None);
    let runs = visual_runs(text, &info, 0..text.len(), &[], &all_signs());
    let scripts: Vec<_> = runs.iter().map(|run| run.script).collect();
    assert_eq!(scripts, [Script::Hebrew, Script::Arabic]);
}

#[test]
fn plain_text_with_accents_quotes_and_emoji_needs_no_reordering() {
    assert!(!needs_bidi("Ça va? “Да” 🎉 漢字"));
    assert!(needs_bidi("a שלום"));
    assert!(needs_bidi("a \u{202e}b"));
}

proptest! {
    #[test]
    fn pieces_hold_every_byte_once_and_the_order_of_the_standard(
        text in "[a-c שלםسین۱۲12().,-]{1,24}",
        edge in 0usize..24,
    ) {
        let info = ParagraphBidiInfo::new(&text, None);
        let edge: Vec<usize> = text.char_indices().map(|(i, _)| i).nth(edge).into_iter().collect();
        for signs in [FaceSigns::default(), all_signs()] {
            let mut runs = visual_runs(&text, &info, 0..text.len(), &edge, &signs);
            runs.sort_by_key(|run| run.bytes.start);
            let mut at = 0;
            for run in &runs {
                prop_assert_eq!(run.bytes.start, at);
                at = run.bytes.end;
            }
            prop_assert_eq!(at, text.len());
            let strip = |s: &str| s.chars().map(|c| if "()".contains(c) { '|' } else { c })
                .collect::<String>();
            let expected = info.reorder_line(0..text.len());
            prop_assert_eq!(strip(&seen(&text, &signs, &edge)), strip(&expected));
        }
    }
}
