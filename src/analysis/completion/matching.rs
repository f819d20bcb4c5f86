//! How well what was typed fits a name. Both are folded.

use super::MatchKind;

/// The fewest letters for which letters with gaps between them count as a match.
const MIN_FUZZY: usize = 3;

/// What was typed, prepared once for many names.
pub(super) struct Query {
    folded: String,
    words: Vec<String>,
    /// Without dots and spaces, as initials are compared.
    dotless: String,
    letters: u64,
}

/// The letters of a folded text as a set of 64: two sets that differ tell two texts apart.
pub(super) fn letters(folded: &str) -> u64 {
    let letters = folded.chars().filter(|c| !matches!(c, '.' | ' '));
    letters.fold(0, |set, c| set | 1 << (c as u32 % 64))
}

impl Query {
    pub fn new(folded: String) -> Self {
        let words: Vec<_> = folded.split_whitespace().map(str::to_owned).collect();
        Self {
            words: if words.len() > 1 { words } else { Vec::new() },
            dotless: folded.replace(['.', ' '], ""),
            letters: letters(&folded),
            folded,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Whether names with these letters can fit at all.
    pub fn may_fit(&self, letters: u64) -> bool {
        self.letters & !letters == 0
    }

    /// How what was typed stands in a name, letters with gaps aside.
    pub fn place_in(&self, name: &str) -> Option<MatchKind> {
        if name == self.folded {
            return Some(MatchKind::Exact);
        }
        let mut found = None;
        let mut from = 0;
        while let Some(at) = name.get(from..).and_then(|rest| rest.find(&self.folded)) {
            let at = from + at;
            if at == 0 {
                return Some(MatchKind::Prefix);
            }
            if starts_word(name, at) {
                return Some(MatchKind::WordPrefix);
            }
            found = Some(MatchKind::Substring);
            from = at + name[at..].chars().next().map_or(1, char::len_utf8);
        }
        let in_any_order = || {
            let mut words = self.words.iter();
            !self.words.is_empty() && words.all(|word| has_word_prefix(name, word))
        };
        if in_any_order() { Some(MatchKind::WordPrefix) } else { found }
    }

    /// Whether the initials of a name start with what was typed.
    pub fn fits_acronym(&self, acronym: &str) -> bool {
        self.dotless.len() > 1 && acronym.starts_with(&self.dotless)
    }

    /// How many letters are passed over if what was typed stands in a name with gaps,
    /// from the start of a word on. `None` if it does not.
    pub fn gaps_in(&self, name: &str) -> Option<usize> {
        let mut wanted = self.folded.chars().filter(|c| *c != ' ');
        self.folded.chars().nth(MIN_FUZZY - 1)?;
        let mut next = wanted.next();
        let (mut gaps, mut began, mut before) = (0, false, ' ');
        for c in name.chars() {
            if next == Some(c) && (began || !before.is_alphanumeric()) {
                began = true;
                next = wanted.next();
                if next.is_none() {
                    return Some(gaps);
                }
            } else if began {
                gaps += 1;
            }
            before = c;
        }
        None
    }
}

fn starts_word(name: &str, at: usize) -> bool {
    name[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}

fn has_word_prefix(name: &str, word: &str) -> bool {
    name.match_indices(word).any(|(at, _)| starts_word(name, at))
}

/// The initials of a folded name of two words or more.
pub(super) fn acronym(folded: &str) -> Option<Box<str>> {
    let small = ["of", "the", "and", "for", "in", "de", "du", "la", "le", "der", "und"];
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words = words.filter(|word| !word.is_empty() && !small.contains(word));
    let initials: String = words.filter_map(|word| word.chars().next()).collect();
    initials.chars().nth(1).map(|_| initials.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::new(text.to_owned())
    }

    #[test]
    fn a_prefix_beats_a_word_and_a_word_beats_the_middle_of_one() {
        let q = query("an");
        assert_eq!(q.place_in("an"), Some(MatchKind::Exact));
        assert_eq!(q.place_in("ana ode"), Some(MatchKind::Prefix));
        assert_eq!(q.place_in("joan antal"), Some(MatchKind::WordPrefix));
        assert_eq!(q.place_in("joan"), Some(MatchKind::Substring));
        assert_eq!(q.place_in("ode"), None);
    }

    #[test]
    fn words_are_found_in_any_order() {
        assert_eq!(query("alv ana").place_in("ana alvarez"), Some(MatchKind::WordPrefix));
        assert_eq!(query("alv ona").place_in("ana alvarez"), None);
    }

    #[test]
    fn initials_leave_out_small_words() {
        let initials = acronym("ministry of public works").expect("words");
        assert_eq!(&*initials, "mpw");
        assert!(query("m.p.").fits_acronym(&initials));
        assert!(!query("m").fits_acronym(&initials));
        assert_eq!(acronym("works"), None);
    }

    #[test]
    fn letters_with_gaps_begin_at_a_word_and_are_at_least_three() {
        assert_eq!(query("alz").gaps_in("ana alvarez"), Some(8));
        assert_eq!(query("lvz").gaps_in("ana alvarez"), None);
        assert_eq!(query("az").gaps_in("ana alvarez"), None);
    }

    #[test]
    fn a_match_never_cuts_a_letter() {
        assert_eq!(query("م").place_in("ممم"), Some(MatchKind::Prefix));
        assert_eq!(query("لی").place_in("علی علی"), Some(MatchKind::Substring));
    }
}
