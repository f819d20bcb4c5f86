use super::{Theme, palette::contrast};
use crate::domain::codebook::default_terms;

#[test]
fn all_text_has_a_contrast_of_at_least_four_and_a_half_on_every_ground() {
    for theme in [Theme::light(), Theme::dark()] {
        let text = [theme.ink, theme.faint, theme.accent, theme.danger, theme.warning, theme.good];
        for ground in [theme.paper, theme.panel, theme.raised, theme.field] {
            for colour in text {
                let ratio = contrast(colour, ground);
                assert!(ratio >= 4.5, "{colour:?} on {ground:?}: {ratio:.2}");
            }
        }
        assert!(contrast(theme.on_accent, theme.accent) >= 4.5);
        assert!(contrast(theme.ink, theme.chosen) >= 4.5);
    }
}

#[test]
fn every_evidence_colour_can_be_told_from_the_ground() {
    for theme in [Theme::light(), Theme::dark()] {
        for term in default_terms() {
            let ratio = contrast(theme.term(term.colour), theme.panel);
            assert!(ratio >= 3.0, "{}: {ratio:.2}", term.name);
        }
    }
}

#[test]
fn what_a_bar_says_can_be_read_on_its_ground() {
    for theme in [Theme::light(), Theme::dark()] {
        for colour in [theme.danger, theme.warning, theme.accent] {
            let ground = theme.bar(colour);
            assert!(ground.is_opaque());
            let found = contrast(colour, ground);
            assert!(found >= 4.5, "{colour:?} on {ground:?}: {found}");
        }
    }
}
