//! Markdown: CommonMark with tables, footnotes, struck-out text and task lists. The
//! article's text is the rendered one; what the markup said becomes blocks and marks.
//!
//! Lists keep a visible bullet (`• `) or number (`1. `). Footnotes stand at the end of the
//! text as `[label] …`, in the order of their first use, under a heading if the text doesn't
//! end with one for them. Of HTML in the text the tags are dropped and the words kept.

use std::collections::HashMap;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::domain::article::{BlockKind, MarkKind, Structure};
use crate::domain::text::Text;

use super::detect::Format;
use super::front_matter::{self, is_web};
use super::html::notes::is_notes_heading;
use super::render::Rendering;
use super::{Draft, ImportError, Limits};

mod raw_html;
#[cfg(test)]
mod tests;

use raw_html::RawHtml;

/// Renders a Markdown text.
pub(super) fn import(text: &str, limits: &Limits) -> Result<Draft, ImportError> {
    // One kind of line end, so that the front matter is found and code has no stray CR.
    let source = Text::new(text);
    let (head, body) = front_matter::split(source.as_str());
    limits.check_nodes(signs(body))?;
    let (text, structure) = render(body, limits)?;
    Ok(Draft { head, text: Text::new(text), structure, format: Format::Markdown })
}

/// How many signs a text has of which each may become one or two elements of the parser's
/// tree, which is built as a whole before anything of it is seen.
fn signs(body: &str) -> usize {
    let bytes = body.as_bytes();
    let numbered = |at: usize| at.checked_sub(1).is_some_and(|at| bytes[at].is_ascii_digit());
    let sign = |at: usize, byte: u8| match byte {
        b'\n' | b'*' | b'_' | b'~' | b'&' | b'\\' | b'[' | b']' | b'<' | b'>' | b'!' | b'`'
        | b'|' | b'-' | b'+' => true,
        b'.' | b')' => numbered(at),
        _ => false,
    };
    bytes.iter().enumerate().filter(|(at, byte)| sign(*at, **byte)).count()
}

fn render(body: &str, limits: &Limits) -> Result<(String, Structure), ImportError> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut main = Page::default();
    let mut notes = Notes::default();
    // Definitions are rendered apart, since they are moved to the end.
    let mut aside: Vec<(String, Page)> = Vec::new();
    let mut depth = 0_usize;
    for event in Parser::new_ext(body, options) {
        match &event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                aside.push((label.to_string(), Page::default()));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, page)) = aside.pop() {
                    notes.define(label, page);
                }
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        limits.check_depth(depth)?;
        limits.check_depth(aside.len())?;
        aside.last_mut().map_or(&mut main, |(_, page)| page).event(event);
    }
    notes.write(&mut main);
    Ok(main.out.finish())
}

/// One flow of text: the body, or a footnote's definition.
#[derive(Default)]
struct Page {
    out: Rendering,
    /// The next number of each open list; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// For each open link or emphasis, whether a mark was begun and what closes it.
    links: Vec<LinkEnd>,
    images: usize,
    html: RawHtml,
    in_code: bool,
    in_heading: Option<String>,
    last_heading: String,
    /// Labels of the footnotes it refers to, in order.
    used: Vec<String>,
}

struct LinkEnd {
    marked: bool,
    bracketed: bool,
    /// Set until the first piece of text was seen.
    undecided: bool,
}

impl Page {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text);
            }
            Event::Html(html) => self.html.block(&html),
            Event::InlineHtml(tag) => self.html.inline(&tag, &mut self.out),
            Event::FootnoteReference(label) => {
                self.out.begin_mark(MarkKind::NoteRef, Some(label.to_string()));
                self.out.folded(&format!("[{label}]"));
                self.out.end_mark();
                self.used.push(label.to_string());
            }
            Event::SoftBreak => self.out.space(),
            Event::HardBreak | Event::Rule => self.out.line_end(),
            Event::TaskListMarker(done) => self.out.folded(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn text(&mut self, text: &str) {
        if self.images > 0 || self.html.in_code() {
            return;
        }
        if let Some(heading) = &mut self.in_heading {
            heading.push_str(text);
        }
        if let Some(link) = self.links.last_mut().filter(|link| link.undecided) {
            // `[1]` with a definition of its address reads as a note, and keeps its brackets.
            link.undecided = false;
            link.bracketed = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
            if link.bracketed {
                self.out.folded("[");
            }
        }
        if self.in_code {
            self.out.verbatim(text);
        } else {
            self.out.folded(text);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.out.begin_leaf(BlockKind::Heading(level as u8));
                self.in_heading = Some(String::new());
            }
            Tag::BlockQuote(_) => self.out.begin_quote(),
            Tag::CodeBlock(_) => {
                self.out.begin_leaf(BlockKind::Pre);
                self.in_code = true;
            }
            Tag::List(first) => {
                self.out.line_end();
                self.lists.push(first);
            }
            Tag::Item => {
                let prefix = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let prefix = format!("{number}. ");
                        *number = number.saturating_add(1);
                        prefix
                    }
                    _ => "• ".to_owned(),
                };
                self.out.begin_item(&prefix);
            }
            Tag::TableHead | Tag::TableRow => self.out.begin_row(),
            Tag::TableCell => self.out.begin_cell(),
            Tag::Emphasis | Tag::Strong => self.out.begin_mark(MarkKind::Emphasis, None),
            Tag::Superscript => self.out.begin_mark(MarkKind::Superscript, None),
            Tag::Link { link_type, dest_url, .. } => {
                let marked = is_web(&dest_url);
                if marked {
                    self.out.begin_mark(MarkKind::Link, Some(dest_url.to_string()));
                }
                let undecided = matches!(link_type, LinkType::Shortcut | LinkType::Collapsed);
                self.links.push(LinkEnd { marked, bracketed: false, undecided });
            }
            Tag::Image { .. } => self.images += 1,
            Tag::Paragraph | Tag::HtmlBlock | Tag::Table(_) => self.out.line_end(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.out.end_leaf();
                self.last_heading = self.in_heading.take().unwrap_or_default();
                self.html.end_block(&mut self.out);
            }
            TagEnd::BlockQuote(_) => self.out.end_quote(),
            TagEnd::CodeBlock => {
                self.out.end_leaf();
                self.in_code = false;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.out.line_end();
            }
            TagEnd::Item => self.out.end_leaf(),
            TagEnd::TableHead | TagEnd::TableRow => self.out.end_row(),
            TagEnd::TableCell => {
                self.html.end_block(&mut self.out);
                self.out.end_cell();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Superscript => {
                self.html.end_inside(&mut self.out);
                self.out.end_mark();
            }
            TagEnd::Link => {
                self.html.end_inside(&mut self.out);
                if let Some(link) = self.links.pop() {
                    if link.bracketed {
                        self.out.folded("]");
                    }
                    if link.marked {
                        self.out.end_mark();
                    }
                }
            }
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                self.html.end_block(&mut self.out);
                self.out.line_end();
            }
            _ => {}
        }
    }
}

/// The footnotes' definitions.
#[derive(Default)]
struct Notes {
    /// In the order of the source. Taken out when written.
    pages: Vec<(String, Option<Page>)>,
    by_label: HashMap<String, usize>,
}

impl Notes {
    fn define(&mut self, label: String, page: Page) {
        self.by_label.entry(label.clone()).or_insert(self.pages.len());
        self.pages.push((label, Some(page)));
    }

    fn write(mut self, main: &mut Page) {
        if self.pages.is_empty() {
            return;
        }
        if !is_notes_heading(&main.last_heading) {
            main.out.begin_leaf(BlockKind::Heading(2));
            main.out.folded("Notes");
            main.out.end_leaf();
        }
        // A note may be used first in another note: those come when they are met.
        let mut next: Vec<String> = std::mem::take(&mut main.used);
        next.reverse();
        let mut rest = 0..self.pages.len();
        loop {
            let index = match next.pop() {
                Some(label) => self.by_label.get(&label).copied(),
                None => match rest.next() {
                    Some(index) => Some(index),
                    None => return,
                },
            };
            let Some((label, Some(page))) =
                index.and_then(|i| self.pages.get_mut(i)).map(|(label, page)| (label, page.take()))
            else {
                continue;
            };
            next.extend(page.used.into_iter().rev());
            let (text, structure) = page.out.finish();
            main.out.append(&format!("[{label}]"), &text, structure);
        }
    }
}
