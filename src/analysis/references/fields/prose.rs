//! What entries say beside the description of a work: prose that introduces it, and
//! conversations and letters, which are no works.

use super::super::names::{self, Name};
use super::super::words::is_particle;
use super::dates::FoundDate;
use super::leading::floor;

/// How many bytes at the start introduce the work in prose: `For a fuller account, see `.
pub fn introduced(text: &str) -> usize {
    const WORDS: &[&str] = &[
        ", see ",
        ", see also ",
        ", cf. ",
        ", compare ",
        " siehe ",
        ", vgl. ",
        ", voir ",
        ", véase ",
    ];
    let head = &text[..floor(text, 160)];
    let Some((at, word)) = WORDS
        .iter()
        .filter_map(|word| head.find(word).map(|at| (at, *word)))
        .min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))
    else {
        return 0;
    };
    let before = &head[..at];
    let opens = [
        "For ", "On ", "About ", "As ", "To ", "In ", "Für ", "Zu ", "Zum ", "Zur ", "Pour ",
        "Sur ", "Para ", "Sobre ",
    ];
    let prose = opens.iter().any(|w| before.starts_with(w))
        && before.split_whitespace().skip(1).any(|w| w.starts_with(char::is_lowercase))
        && !before.contains(|c: char| c.is_numeric() || matches!(c, '"' | '“' | '„' | '«' | '.'));
    if prose { at + word.len() } else { 0 }
}

/// Whether a text is a description and no name: two words or more in small letters that join
/// no name.
pub fn describes(text: &str) -> bool {
    let small = text.split_whitespace().filter(|w| {
        w.starts_with(char::is_lowercase)
            && !matches!(
                *w,
                "of" | "the" | "for" | "and" | "de" | "der" | "du" | "für" | "et" | "y"
            )
            && !is_particle(w)
    });
    small.count() >= 2
}

/// `Interview with …`, `Letter from …`: a conversation or a letter is no work that others could
/// look up.
pub fn is_conversation(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "interview with",
        "interview by",
        "interview in",
        "interview,",
        "author interview",
        "author's interview",
        "author’s interview",
        "telephone interview",
        "phone interview",
        "personal interview",
        "personal communication",
        "private communication",
        "conversation with",
        "correspondence with",
        "email from",
        "e-mail from",
        "email to",
        "letter from",
        "letter to",
        "gespräch mit",
        "interview mit",
        "mündliche auskunft",
        "brief von",
        "entretien avec",
        "lettre de",
        "entrevista con",
        "entrevista a",
        "carta de",
        "گفت‌وگو با",
        "مصاحبه با",
        "مقابلة مع",
    ];
    let head: String = text.trim_start().chars().take(28).flat_map(char::to_lowercase).collect();
    WORDS.iter().any(|word| head.starts_with(word))
}

/// `Adela Quist to Lord Ember, 4 May 1847`: a letter has a writer and no title.
pub fn letter(text: &str, dates: &[FoundDate]) -> Option<Vec<Name>> {
    let clause = text.split(',').next()?;
    let (writer, reader) = clause.split_once(" to ")?;
    let day = dates.first().filter(|d| d.precision() == 3 && d.start < clause.len() + 4)?;
    let named = |text: &str| {
        names::is_personal(text)
            && text.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || is_particle(w))
    };
    (named(writer) && named(reader) && day.start >= clause.len())
        .then(|| names::parse(text, 0, writer.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_that_introduces_a_work_is_told_from_the_work() {
        let text = "For a fuller account, see Tomas Riedel, The Donors' Table, 2012";
        assert_eq!(&text[introduced(text)..], "Tomas Riedel, The Donors' Table, 2012");
        for text in ["See Ann Lind, Title, 2008", "For Whom It Rang, see-through, 2001", "", "Für"]
        {
            assert_eq!(introduced(text), 0, "{text}");
        }
    }

    #[test]
    fn a_conversation_is_no_work_and_a_description_no_name() {
        assert!(is_conversation("Author’s interview with a keeper, 3 May 2009"));
        assert!(!is_conversation("Interview: The Art of Asking, 2009"));
        assert!(describes("Pruitt's own blog post") && !describes("Ministry of Roads"));
    }
}
