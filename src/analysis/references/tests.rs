use proptest::prelude::*;

use super::*;
use crate::domain::ids::SeededIds;

fn of(text: &str) -> (Text, Recognised) {
    let text = Text::new(text);
    let found = recognise(&text, &Structure::default());
    (text, found)
}

#[test]
fn a_wiki_list_of_uses_is_counted_against_the_markers() {
    let (text, found) = of(
        "The bridge fell.[1] It was old.[2][1]\n\nReferences\n\n  1. 1.0 1.1 1.2 Ann Lind, \"Old Bridges\", Harbour Post, 3 May 2011\n  2. Per Holm, \"\", Tarn Weekly, 4 May 2011 (accessed on 5 June 2012)\n",
    );
    assert_eq!(found.references.len(), 2);
    assert_eq!(found.markers.len(), 3);
    let first = &found.references[0];
    assert_eq!((first.declared_uses, first.markers.len()), (Some(3), 2));
    assert_eq!(first.parsed.authors[0].literal, "Ann Lind");
    assert_eq!(first.parsed.title_text(), Some("Old Bridges"));
    assert_eq!(first.parsed.container.as_ref().map(|c| c.value.as_str()), Some("Harbour Post"));
    let second = &found.references[1];
    assert_eq!(second.parsed.title.as_ref().map(|t| t.value.as_str()), Some(""));
    assert_eq!(second.resolution, Means::Work);
    let codes: Vec<_> = findings::findings(&text, &found, None).iter().map(|f| f.code).collect();
    assert_eq!(codes, [findings::Code::UseCount, findings::Code::NoTitle]);
}

#[test]
fn a_difference_between_text_and_note_is_found() {
    let (text, found) = of(
        "Lind wrote in the Harbour Post on 16 May 2011 that it fell.[1] According to Eva Berg, it did not.[2]\n\nNotes\n1. Ann Lind, \"Old Bridges\", Tarn Weekly, 6 May 2011\n2. Per Holm, \"Fallen\", Tarn Weekly, 7 May 2011\n",
    );
    let codes: Vec<_> = findings::findings(&text, &found, None).iter().map(|f| f.code).collect();
    assert_eq!(
        codes,
        [findings::Code::OutletDiffers, findings::Code::DateDiffers, findings::Code::AuthorDiffers]
    );
}

#[test]
fn what_a_split_entry_holds_is_read_from_the_stored_span() {
    let (text, found) =
        of("A.[1]\n\nNotes\n1. Ann Lind, \"Old Bridges\", Harbour Post, 3 May 2011\n");
    let stored = to_references(&found, &mut SeededIds(1));
    assert_eq!(stored[0].resolution, Resolution::Resolved);
    let printed = found.references[0].printed(&text);
    assert_eq!(printed, "1. Ann Lind, \"Old Bridges\", Harbour Post, 3 May 2011");
}

/// A text in which these pieces are declared markers, each naming what follows the bar.
fn declared(text: &str, markers: &[(&str, &str)]) -> Recognised {
    use crate::domain::article::Mark;
    let mut structure = Structure::default();
    for (piece, target) in markers {
        for (byte, _) in text.match_indices(piece) {
            let leads = byte == 0 || text[..byte].ends_with('\n');
            let start = text[..byte].chars().count() as u32;
            let span = Span::new(start, start + piece.chars().count() as u32);
            if !leads {
                let target = Some((*target).to_owned());
                structure.marks.push(Mark { span, kind: MarkKind::NoteRef, target });
            }
        }
    }
    structure.marks.sort_by_key(|m| m.span);
    recognise(&Text::new(text), &structure)
}

#[test]
fn notes_with_words_for_labels_are_found_by_the_markers_that_the_format_declares() {
    let found = declared(
        "It was moved \u{1F4A1}.[keeper] Nobody agrees.[Farrow-1988] Still so.[keeper]\nNotes\n[keeper] \"The keeper speaks\", Cape Weekly, August 12, 1974.\n[Farrow-1988] Odile Farrow, The Moving Light, Gannet Books, 1988.",
        &[("[keeper]", "keeper"), ("[Farrow-1988]", "Farrow-1988")],
    );
    let labels: Vec<_> =
        found.references.iter().map(|e| (e.label.as_str(), e.markers.len())).collect();
    assert_eq!(labels, [("keeper", 2), ("Farrow-1988", 1)]);
    assert_eq!(found.references[0].parsed.title_text(), Some("The keeper speaks"));
    let found = declared(
        "It was moved.* Nobody agrees. Still so.*\nNotes\n* \"The keeper speaks\", Cape Weekly, August 12, 1974.",
        &[("*", "fn-keeper")],
    );
    assert_eq!(found.references.len(), 1);
    assert_eq!(found.references[0].markers.len(), 2);
}

#[test]
fn a_word_in_brackets_that_no_marker_names_begins_no_entry() {
    let (_, found) = of(
        "It fell.[1]\n\nNotes\n1. Ann Lind, \"Old Bridges\", Harbour Post, 2011\n[edited] by the board\n",
    );
    assert_eq!(found.references.len(), 1);
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let text = Text::new(text);
    let found = recognise(&text, &Structure::default());
    for pair in found.markers.windows(2) {
        prop_assert!(pair[0].span.end <= pair[1].span.start);
    }
    let mut spans: Vec<Span> = found.markers.iter().map(|m| m.span).collect();
    for entry in &found.references {
        spans.push(entry.entry_span);
        spans.push(entry.body_span);
        let p = &entry.parsed;
        spans.extend(p.authors.iter().map(|a| a.span));
        spans.extend(
            [&p.title, &p.container, &p.publisher, &p.url, &p.pages, &p.volume]
                .into_iter()
                .flatten()
                .map(|f| f.span),
        );
        spans.extend([&p.date, &p.accessed].into_iter().flatten().map(|f| f.span));
        prop_assert!(entry.markers.is_sorted());
    }
    for span in spans {
        prop_assert!(text.slice(span).is_some(), "{span:?} of {}", text.len());
    }
    let again = recognise(&text, &Structure::default());
    prop_assert_eq!(&again, &found);
    prop_assert_eq!(
        to_references(&found, &mut SeededIds(7)),
        to_references(&again, &mut SeededIds(7))
    );
    let _ = findings::findings(&text, &found, PartialDate::year(2000));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_read_without_panic_and_with_spans_in_range(text in "\\PC{0,200}") {
        holds(&text)?;
    }

    #[test]
    fn texts_made_of_the_pieces_of_notes_are_read_too(pieces in proptest::collection::vec(prop::sample::select(vec![
        "[1]", "[2", "]", "[3–5]", "¹²", "(1)", "\n", "\n\n", "References\n", "1. ", "2. ", "^ a b ", "6.0 6.1 ", "Lind, A. ", "(2008). ", "\"Title\"", "“", "”", "'", "„x“", "«ی»", "https://a.example/x", "۱۳۸۷", " مرداد ", "30 July 2008", "ibid. ", "see note 2", "op. cit.", ", ", ". ", "; ", "é", "\u{200F}", "*em*", "[^a]: ", "، ", "؛ ", "۔ ", "و ", "سارا ", "ص ۱۲", "همان", "Müller", "é.", "„", "ß: ", "LÉA, ",  "Word ", "In: ", "pp. 3-4", "«", "»", "‘", "’", "Straße ", "İ", "doi:10.1/x", "accessed ", "<sup>1</sup>", "12(3), 4–5", "  ", "\t",
    ]), 0..60)) {
        holds(&pieces.concat())?;
    }
}
