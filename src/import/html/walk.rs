//! The walk over a page that writes the article: one pass in the order of the document, with
//! a stack of its own, so that no depth can overflow the program's.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use crate::domain::article::{BlockKind, MarkKind, Structure};
use crate::import::render::Rendering;

use super::notes::{self, Chosen};
use super::numeral::numeral;
use super::{address, node};

/// What is done when a node, and all in it, was written.
#[derive(Debug, Clone, Copy)]
enum Close {
    Line,
    Leaf,
    Quote,
    Mark,
    /// The mark of a note whose brackets were added.
    NoteMark {
        bracket: bool,
    },
    Pre,
    List,
    Table,
    Row,
    Cell,
    Sup {
        marked: bool,
    },
    Said,
    Whole,
}

enum Step {
    Enter(NodeId),
    Leave(Close),
}

struct List {
    /// The next number, and how numbers are written; `None` for bullets.
    next: Option<(i64, char)>,
    /// The page hides bullets and numbers.
    bare: bool,
}

/// The walk over one page.
pub struct Walk<'a> {
    page: &'a Document,
    chosen: Option<&'a Chosen>,
    base: Option<&'a str>,
    out: Rendering,
    steps: Vec<Step>,
    /// Where each id stands, and each element that links to one, in the order of the document.
    ids: HashMap<String, u32>,
    places: HashMap<NodeId, u32>,
    lists: Vec<List>,
    /// For each open table, whether it only arranges the page.
    tables: Vec<bool>,
    pre: usize,
    sup: usize,
    notes: usize,
    whole: usize,
}

impl<'a> Walk<'a> {
    /// A walk over what was chosen of a page, or over all of its body.
    pub fn new(page: &'a Document, chosen: Option<&'a Chosen>, base: Option<&'a str>) -> Self {
        let mut walk = Self {
            page,
            chosen,
            base,
            out: Rendering::default(),
            steps: Vec::new(),
            ids: HashMap::new(),
            places: HashMap::new(),
            lists: Vec::new(),
            tables: Vec::new(),
            pre: 0,
            sup: 0,
            notes: 0,
            whole: 0,
        };
        walk.survey();
        walk
    }

    /// Writes the text, its blocks and its marks.
    pub fn render(mut self) -> (String, Structure) {
        let start = self.page.body().unwrap_or_else(|| self.page.root());
        self.steps.push(Step::Enter(start.id));
        while let Some(step) = self.steps.pop() {
            match step {
                Step::Enter(id) => self.enter(NodeRef::new(id, &self.page.tree)),
                Step::Leave(close) => self.leave(close),
            }
        }
        self.out.finish()
    }

    fn survey(&mut self) {
        let root = self.page.root();
        let mut place = 0;
        let mut next = Some(root);
        while let Some(at) = next {
            place += 1;
            let found = node::of_element(&at, |element| {
                let anchor = &*element.name.local == "a";
                let id = node::attr(element, "id")
                    .or_else(|| node::attr(element, "name").filter(|_| anchor));
                (id, anchor && node::has(element, "href"))
            });
            if let Some((id, links)) = found {
                if let Some(id) = id {
                    self.ids.entry(id).or_insert(place);
                }
                if links {
                    self.places.insert(at.id, place);
                }
            }
            next = node::next_in(at, &root, true);
        }
    }

    fn enter(&mut self, at: NodeRef<'a>) {
        if at.is_text() {
            return self.text(&at);
        }
        if !at.is_element() || node::is_unseen(&at) {
            return;
        }
        let name = node::name(&at);
        if let Some(chosen) = self.chosen.filter(|_| self.whole == 0) {
            if chosen.whole.contains(&at.id) {
                self.whole += 1;
                self.steps.push(Step::Leave(Close::Whole));
            } else if !chosen.holds.contains(&at.id)
                && !matches!(name.as_str(), "br" | "hr" | "td" | "th")
            {
                // An element that holds nothing but a space still parts two words.
                if at.first_child().is_some_and(|c| c.is_text() && !node::has_words(&c)) {
                    self.out.space();
                }
                return;
            }
        }
        self.open(at, &name);
        for child in at.children_it(true) {
            self.steps.push(Step::Enter(child.id));
        }
    }

    fn text(&mut self, at: &NodeRef<'a>) {
        let out = &mut self.out;
        let wanted = self.whole > 0
            || self.chosen.is_none_or(|chosen| chosen.kept.contains(&at.id))
            || !node::has_words(at);
        if wanted {
            let pre = self.pre > 0;
            node::of_text(at, |text| if pre { out.verbatim(text) } else { out.folded(text) });
        }
    }

    fn open(&mut self, at: NodeRef<'a>, name: &str) {
        if let Some(level) = node::heading_level(name) {
            self.out.begin_leaf(BlockKind::Heading(level));
            return self.steps.push(Step::Leave(Close::Leaf));
        }
        let close = match name {
            "br" | "hr" => {
                if self.pre > 0 && name == "br" {
                    self.out.verbatim("\n");
                } else {
                    self.out.line_end();
                }
                return;
            }
            "blockquote" => {
                self.out.begin_quote();
                Close::Quote
            }
            "pre" | "listing" | "xmp" => {
                self.out.begin_leaf(BlockKind::Pre);
                self.pre += 1;
                Close::Pre
            }
            "ul" | "ol" | "menu" | "dir" => {
                self.list(&at, name == "ol");
                Close::List
            }
            "li" => {
                let prefix = self.item_prefix(&at);
                self.out.begin_item(&prefix);
                Close::Leaf
            }
            "table" => {
                self.out.line_end();
                self.tables.push(is_layout(&at));
                Close::Table
            }
            "tr" if self.tables.last() == Some(&false) => {
                self.out.begin_row();
                Close::Row
            }
            "td" | "th" if self.tables.last() == Some(&false) => {
                self.out.begin_cell();
                Close::Cell
            }
            "em" | "i" | "b" | "strong" | "cite" | "dfn" => {
                self.out.begin_mark(MarkKind::Emphasis, None);
                Close::Mark
            }
            "q" => {
                // Browsers show these although they don't stand in the page.
                self.out.folded("“");
                Close::Said
            }
            "sup" => {
                let marked = self.notes == 0 && !holds_marker(&at);
                if marked {
                    self.out.begin_mark(MarkKind::Superscript, None);
                }
                self.sup += 1;
                Close::Sup { marked }
            }
            "a" => match self.link(&at) {
                Some(close) => close,
                None => return,
            },
            name if is_block(name) => {
                self.out.line_end();
                Close::Line
            }
            _ => return,
        };
        self.steps.push(Step::Leave(close));
    }

    fn leave(&mut self, close: Close) {
        match close {
            Close::Line => self.out.line_end(),
            Close::Leaf => self.out.end_leaf(),
            Close::Quote => self.out.end_quote(),
            Close::Mark => self.out.end_mark(),
            Close::NoteMark { bracket } => {
                if bracket {
                    self.out.folded("]");
                }
                self.out.end_mark();
                self.notes -= 1;
            }
            Close::Pre => {
                self.out.end_leaf();
                self.pre -= 1;
            }
            Close::List => {
                self.lists.pop();
                self.out.line_end();
            }
            Close::Table => {
                self.tables.pop();
                self.out.line_end();
            }
            Close::Row => self.out.end_row(),
            Close::Cell => self.out.end_cell(),
            Close::Sup { marked } => {
                if marked {
                    self.out.end_mark();
                }
                self.sup -= 1;
            }
            Close::Said => self.out.folded("”"),
            Close::Whole => self.whole -= 1,
        }
    }

    fn list(&mut self, at: &NodeRef<'a>, ordered: bool) {
        self.out.line_end();
        let list = node::of_element(at, |element| {
            let start = node::attr(element, "start").and_then(|s| s.trim().parse().ok());
            let written = node::attr(element, "type").and_then(|t| t.chars().next());
            let style = node::attr(element, "style").unwrap_or_default();
            let next = ordered.then(|| (start.unwrap_or(1), written.unwrap_or('1')));
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            let bare = style.contains("list-style:none") || style.contains("list-style-type:none");
            List { next, bare }
        });
        self.lists.push(list.unwrap_or(List { next: None, bare: false }));
    }

    fn item_prefix(&mut self, at: &NodeRef<'a>) -> String {
        let value = node::of_element(at, |element| {
            node::attr(element, "value").and_then(|v| v.trim().parse::<i64>().ok())
        });
        match self.lists.last_mut() {
            Some(list) if list.bare => String::new(),
            Some(List { next: Some((next, written)), .. }) => {
                let number = value.flatten().unwrap_or(*next);
                *next = number.saturating_add(1);
                format!("{}. ", numeral(number, *written))
            }
            _ => "• ".to_owned(),
        }
    }

    /// A link: the marker of a note, or an address. Neither leaves a mark if it leads nowhere.
    fn link(&mut self, at: &NodeRef<'a>) -> Option<Close> {
        let href = node::of_element(at, |element| node::attr(element, "href")).flatten()?;
        if let Some(fragment) = address::fragment(self.base, &href) {
            let target = address::decoded(&fragment);
            let bracket = self.note_brackets(at, &fragment, &target)?;
            self.out.begin_mark(MarkKind::NoteRef, Some(target));
            if bracket {
                self.out.folded("[");
            }
            self.notes += 1;
            return Some(Close::NoteMark { bracket });
        }
        let target = address::resolve(self.base, &href)?;
        self.out.begin_mark(MarkKind::Link, Some(target));
        Some(Close::Mark)
    }

    /// Whether a link within the page is the marker of a note (`None` if not), and whether it
    /// lacks the brackets that keep a raised figure apart from the word before it.
    ///
    /// A note follows its marker; a link back from a note to its marker is none.
    fn note_brackets(&self, at: &NodeRef<'a>, fragment: &str, target: &str) -> Option<bool> {
        let text = node::short_text(at, 26);
        let declared = node::of_element(at, |element| {
            node::attr(element, "role").is_some_and(|role| role == "doc-noteref")
        });
        let declared = declared.unwrap_or(false);
        let raised = self.sup > 0
            || at.first_element_child().is_some_and(|child| node::name(&child) == "sup");
        let bracketed = text.starts_with(['[', '(']) && text.ends_with([']', ')']);
        let place = self.ids.get(fragment).or_else(|| self.ids.get(target));
        let forward = place.is_none_or(|place| Some(place) > self.places.get(&at.id));
        // A raised word is the name of a note only if the note is there.
        let named = raised && place.is_some() && forward && notes::is_word(&text);
        // `[1]` at the beginning of a line is the label of a note that links back.
        let marker = notes::is_marker(&text)
            && ((raised && forward) || (bracketed && (forward || !self.out.at_line_start())));
        let before = at.prev_sibling().and_then(|before| {
            node::of_text(&before, |text| text.trim_end().ends_with(['[', '(']))
        });
        (declared || marker || named).then_some(!bracketed && before != Some(true))
    }
}

/// Whether a raised piece of text holds a link within the page.
fn holds_marker(sup: &NodeRef<'_>) -> bool {
    let mut next = Some(*sup);
    for _ in 0..20 {
        let Some(at) = next else { return false };
        let links = node::of_element(&at, |element| {
            node::attr(element, "href").is_some_and(|href| href.contains('#'))
        });
        if links == Some(true) {
            return true;
        }
        next = node::next_in(at, sup, true);
    }
    false
}

/// Whether a table only arranges the page: it says so, holds another table, or has a cell of
/// several paragraphs.
fn is_layout(table: &NodeRef<'_>) -> bool {
    let presents = node::of_element(table, |element| {
        node::attr(element, "role").is_some_and(|r| matches!(r.as_str(), "presentation" | "none"))
    });
    if presents == Some(true) {
        return true;
    }
    let mut blocks = 0;
    let mut next = node::next_in(*table, table, true);
    while let Some(at) = next {
        match node::name(&at).as_str() {
            "table" => return true,
            "td" | "th" => blocks = 0,
            "p" | "blockquote" | "pre" | "h1" | "h2" | "h3" | "h4" => blocks += 1,
            _ => {}
        }
        if blocks > 1 {
            return true;
        }
        next = node::next_in(at, table, true);
    }
    false
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "hgroup"
            | "legend"
            | "main"
            | "p"
            | "section"
            | "summary"
            | "td"
            | "th"
            | "tr"
    )
}
