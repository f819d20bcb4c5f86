//! What is rendered of a page: the text that the heuristic kept, and around it what belongs
//! to a study of sources even where the heuristic took it for clutter: the notes that the
//! text points to, lists under a heading like *References*, and headings of what is kept.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::{address, node};

/// What to render of a page.
#[derive(Debug, Default)]
pub struct Chosen {
    /// Pieces of text that are rendered.
    pub kept: HashSet<NodeId>,
    /// Elements that hold some of them, or a whole one.
    pub holds: HashSet<NodeId>,
    /// Elements that are rendered with all that is seen in them.
    pub whole: HashSet<NodeId>,
}

/// Headings under which sources are listed, in lower case.
const HEADINGS: [&str; 40] = [
    "references",
    "notes",
    "notes and references",
    "references and notes",
    "footnotes",
    "endnotes",
    "citations",
    "sources",
    "bibliography",
    "works cited",
    "literature",
    "literature cited",
    "further reading",
    "einzelnachweise",
    "anmerkungen",
    "fußnoten",
    "endnoten",
    "quellen",
    "belege",
    "literatur",
    "literaturverzeichnis",
    "références",
    "notes et références",
    "bibliographie",
    "notes de bas de page",
    "referencias",
    "notas",
    "notas y referencias",
    "bibliografía",
    "fuentes",
    "منابع",
    "پانویس",
    "پانویس‌ها",
    "یادداشت‌ها",
    "پی‌نوشت",
    "ارجاعات",
    "المراجع",
    "مراجع",
    "المصادر",
    "الهوامش",
];

/// Whether a heading announces notes or sources.
pub fn is_notes_heading(heading: &str) -> bool {
    let folded = heading.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let bare = folded.trim_end_matches([':', '.']);
    let bare = bare.trim_start_matches(|c: char| c.is_numeric() || c == '.' || c == ' ');
    HEADINGS.contains(&bare)
}

/// Completes what was kept with what belongs to it.
pub fn choose(page: &Document, kept: HashSet<NodeId>) -> Chosen {
    let mut chosen = Chosen { kept, ..Chosen::default() };
    let Some(body) = page.body() else { return chosen };
    let kept: Vec<NodeId> = chosen.kept.iter().copied().collect();
    for id in kept {
        chosen.hold(NodeRef::new(id, &page.tree));
    }
    let survey = Survey::of(body);
    survey.take_lists(&mut chosen);
    survey.take_targets(&mut chosen);
    survey.take_headings(&mut chosen);
    chosen
}

impl Chosen {
    fn hold(&mut self, node: NodeRef<'_>) {
        let mut next = node.parent();
        while let Some(parent) = next.filter(|parent| self.holds.insert(parent.id)) {
            next = parent.parent();
        }
    }

    fn take(&mut self, node: NodeRef<'_>) {
        if self.whole.insert(node.id) {
            self.holds.insert(node.id);
            self.hold(node);
        }
    }

    fn has(&self, node: &NodeRef<'_>) -> bool {
        self.holds.contains(&node.id) || self.kept.contains(&node.id) || self.in_whole(node)
    }

    fn in_whole(&self, node: &NodeRef<'_>) -> bool {
        !self.whole.is_empty()
            && (self.whole.contains(&node.id)
                || node.ancestors_it(None).any(|a| self.whole.contains(&a.id)))
    }
}

/// A link that looks like the marker of a note, and where it leads.
struct Marker<'a> {
    link: NodeRef<'a>,
    target: String,
}

/// What there is on a page.
struct Survey<'a> {
    ids: HashMap<String, NodeRef<'a>>,
    markers: Vec<Marker<'a>>,
    headings: Vec<NodeRef<'a>>,
    lists: Vec<NodeRef<'a>>,
}

impl<'a> Survey<'a> {
    fn of(body: NodeRef<'a>) -> Self {
        let mut survey = Self {
            ids: HashMap::new(),
            markers: Vec::new(),
            headings: Vec::new(),
            lists: Vec::new(),
        };
        let mut next = Some(body);
        while let Some(at) = next {
            let seen = !node::is_unseen(&at);
            if seen {
                survey.look_at(at);
            }
            next = node::next_in(at, &body, seen);
        }
        survey
    }

    fn look_at(&mut self, at: NodeRef<'a>) {
        let Some((name, id, link, is_list)) = node::of_element(&at, |element| {
            let name = element.name.local.to_string();
            let link = node::attr(element, "href").filter(|_| name == "a");
            let anchor = node::attr(element, "name").filter(|_| name == "a");
            let class = node::attr(element, "class").unwrap_or_default().to_ascii_lowercase();
            let role = node::attr(element, "role").unwrap_or_default();
            let is_list = class
                .split_ascii_whitespace()
                .any(|c| matches!(c, "references" | "reflist" | "footnotes" | "endnotes"))
                || matches!(role.as_str(), "doc-endnotes" | "doc-bibliography");
            (name, node::attr(element, "id").or(anchor), link, is_list)
        }) else {
            return;
        };
        if let Some(id) = id {
            self.ids.entry(id).or_insert(at);
        }
        if let Some(target) = link.and_then(|link| address::fragment(None, &link))
            && {
                let text = node::short_text(&at, 26);
                is_marker(&text) || (is_word(&text) && is_raised(&at))
            }
        {
            self.markers.push(Marker { link: at, target });
        }
        if node::heading_level(&name).is_some() {
            self.headings.push(at);
        } else if is_list {
            self.lists.push(at);
        }
    }

    /// Lists that say by class or role that they hold notes, and what stands under a heading
    /// that says so.
    fn take_lists(&self, chosen: &mut Chosen) {
        for list in &self.lists {
            chosen.take(*list);
        }
        for heading in &self.headings {
            if !is_notes_heading(&node::short_text(heading, 60)) {
                continue;
            }
            let mut next = following(*heading);
            while let Some(at) = next {
                let name = node::name(&at);
                if holds_heading(&at, &name) {
                    break;
                }
                if matches!(name.as_str(), "ol" | "ul" | "dl" | "p" | "div" | "table")
                    && !node::is_unseen(&at)
                {
                    chosen.take(at);
                }
                next = at.next_element_sibling();
            }
        }
    }

    /// The notes that markers in the chosen text lead to; and the notes that those lead to.
    fn take_targets(&self, chosen: &mut Chosen) {
        let mut waiting: Vec<&Marker<'a>> = self.markers.iter().collect();
        for _ in 0..4 {
            let before = waiting.len();
            waiting.retain(|marker| {
                if !chosen.has(&marker.link) {
                    return true;
                }
                let target = self
                    .ids
                    .get(&marker.target)
                    .or_else(|| self.ids.get(&address::decoded(&marker.target)));
                if let Some(note) = target.and_then(|at| note_of(*at, &marker.link)) {
                    chosen.take(note);
                }
                false
            });
            if waiting.len() == before || waiting.is_empty() {
                return;
            }
        }
    }

    /// Headings that were dropped although what follows them was kept. From the last to the
    /// first, so that a heading above a restored one is restored, too.
    fn take_headings(&self, chosen: &mut Chosen) {
        for heading in self.headings.iter().rev() {
            if chosen.has(heading) {
                continue;
            }
            // Below the headline a line on author and date may have been dropped as well.
            let most = if node::name(heading) == "h1" { 5 } else { 1 };
            let mut below = following(*heading);
            for _ in 0..most {
                let Some(next) = below.filter(|next| !holds_heading(next, &node::name(next)))
                else {
                    break;
                };
                if chosen.has(&next) {
                    chosen.take(*heading);
                    break;
                }
                below = following(next);
            }
        }
    }
}

/// Whether the text of a link may be the marker of a note: `1`, `[n 2]`, `(a)`, `*`, `†`.
pub fn is_marker(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| "[]() ".contains(c) || c.is_whitespace());
    let bare = bare.strip_prefix("n ").or_else(|| bare.strip_prefix("note ")).unwrap_or(bare);
    match bare.chars().count() {
        1 => bare.chars().all(|c| c.is_alphanumeric() || "*†‡§¶".contains(c)),
        2..=4 => {
            bare.chars().all(char::is_numeric)
                || bare.chars().all(|c| "*†‡§¶".contains(c))
                || bare.chars().all(|c| "ivxlc".contains(c))
        }
        _ => false,
    }
}

/// Whether the text of a raised link may be the name of a note: one word, `keeper`, `note 3`.
pub fn is_word(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| "[]() ".contains(c) || c.is_whitespace());
    let mut words = bare.split_whitespace();
    let (Some(first), second, None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let plain = |c: char| c.is_alphanumeric() || "-_.:+*†‡§¶#".contains(c);
    first.chars().count() <= 24
        && first.chars().all(plain)
        && second.is_none_or(|n| n.chars().count() <= 3 && n.chars().all(char::is_alphanumeric))
}

/// Whether a link is printed raised: it stands in a `sup`, or holds one.
fn is_raised(link: &NodeRef<'_>) -> bool {
    let is_sup = |node: NodeRef<'_>| node::name(&node) == "sup";
    link.ancestors_it(Some(3)).any(is_sup) || link.first_element_child().is_some_and(is_sup)
}

/// The note at a place: the element itself, or the item or paragraph around an anchor; with
/// its whole list, of which some entries may have no marker. Not what holds the marker itself.
fn note_of<'a>(at: NodeRef<'a>, marker: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut note = at;
    for _ in 0..4 {
        if matches!(
            node::name(&note).as_str(),
            "li" | "p" | "dd" | "dt" | "tr" | "div" | "aside" | "section"
        ) {
            break;
        }
        note = note.parent()?;
    }
    let list = note.parent().filter(|list| {
        let name = node::name(list);
        matches!(name.as_str(), "ol" | "ul" | "dl") && node::name(&note) != "div"
    });
    let around = |node: &NodeRef<'a>| marker.ancestors_it(None).any(|a| a.id == node.id);
    match list {
        Some(list) if !around(&list) => Some(list),
        _ if !around(&note) => Some(note),
        _ => None,
    }
}

/// The element with words that follows a heading, also where the heading alone stands in a
/// wrapper.
fn following(heading: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let mut at = heading;
    for _ in 0..3 {
        let mut next = at.next_element_sibling();
        // A few empty elements may stand between; a thousand of them are no page.
        for _ in 0..20 {
            let Some(sibling) = next else { break };
            if !node::is_unseen(&sibling) && !node::short_text(&sibling, 1).is_empty() {
                return Some(sibling);
            }
            next = sibling.next_element_sibling();
        }
        at =
            at.parent().filter(|parent| matches!(node::name(parent).as_str(), "div" | "header"))?;
    }
    None
}

fn holds_heading(at: &NodeRef<'_>, name: &str) -> bool {
    node::heading_level(name).is_some()
        || at.element_children().iter().any(|c| node::heading_level(&node::name(c)).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_short_and_numbered_lettered_or_signs() {
        for yes in ["1", "[12]", "[n 2]", "(a)", "*", "††", "iv", "۱۲"] {
            assert!(is_marker(yes), "{yes}");
        }
        for no in ["", "here", "1 Etymology", "12345", "top", "[edit]"] {
            assert!(!is_marker(no), "{no}");
        }
    }

    #[test]
    fn the_name_of_a_note_is_one_word_and_perhaps_a_number() {
        for yes in ["keeper", "[Smith2008]", "note 3", "‡‡", "یادداشت ۲"] {
            assert!(is_word(yes), "{yes}");
        }
        for no in ["", "citation needed", "back to the top", "(see below)", "e=mc², too"] {
            assert!(!is_word(no), "{no}");
        }
    }

    #[test]
    fn headings_of_notes_are_known_in_several_languages() {
        for yes in
            ["References", " Notes  and references:", "7. Sources", "Einzelnachweise", "منابع"]
        {
            assert!(is_notes_heading(yes), "{yes}");
        }
        assert!(!is_notes_heading("What the sources say"));
    }
}
