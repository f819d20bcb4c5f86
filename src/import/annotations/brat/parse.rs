//! The lines of an `.ann` file.

use std::collections::BTreeMap;

use crate::domain::span::Span;
use crate::import::annotations::proposal::first_words;

/// A document: its text and what is annotated in it.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its name, without an ending.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Spans, by their ids.
    pub bounds: BTreeMap<String, TextBound>,
    /// Events, by their ids.
    pub events: BTreeMap<String, Event>,
    /// Relations, in order; an equivalence is one for each pair of neighbours.
    pub relations: Vec<Relation>,
    /// Attributes: of what, name, value (empty if it is a flag).
    pub attributes: Vec<(String, String, String)>,
    /// Notes and normalisations: of what, and what they say.
    pub notes: Vec<(String, String)>,
}

/// A span of a type. Fragments count code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBound {
    /// Its type.
    pub kind: String,
    /// Its pieces.
    pub fragments: Vec<Span>,
    /// Its words.
    pub words: String,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its type.
    pub kind: String,
    /// The span that is its trigger.
    pub trigger: String,
    /// Its arguments: role, and what plays it.
    pub arguments: Vec<(String, String)>,
}

/// A relation between two things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its type.
    pub kind: String,
    /// Its first argument.
    pub from: String,
    /// Its second argument.
    pub to: String,
}

/// Reads a document. Lines that can't be read are told with their numbers.
pub fn document(
    name: &str,
    text: &str,
    annotations: &str,
    unread: &mut Vec<(String, String)>,
) -> Document {
    let mut document =
        Document { name: name.to_owned(), text: text.to_owned(), ..Document::default() };
    for (index, line) in annotations.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim().is_empty() {
            continue;
        }
        if document.take(line).is_none() {
            let what = format!("{name}.ann, line {}", index + 1);
            unread.push((what, format!("this is no line of brat: {}", first_words(line))));
        }
    }
    document
}

impl Document {
    fn take(&mut self, line: &str) -> Option<()> {
        let (id, rest) = line.split_once('\t')?;
        let mut parts = rest.splitn(2, '\t');
        let head = parts.next()?;
        let tail = parts.next().unwrap_or_default();
        let mut words = head.split(' ').filter(|word| !word.is_empty());
        match id.chars().next()? {
            'T' => {
                let (kind, offsets) = head.split_once(' ')?;
                let fragments: Option<Vec<Span>> = offsets
                    .split(';')
                    .map(|pair| {
                        let (start, end) = pair.trim().split_once(' ')?;
                        let (start, end) = (start.parse().ok()?, end.trim().parse().ok()?);
                        (start < end).then_some(Span { start, end })
                    })
                    .collect();
                let bound = TextBound {
                    kind: kind.to_owned(),
                    fragments: fragments?,
                    words: tail.to_owned(),
                };
                self.bounds.insert(id.to_owned(), bound);
            }
            'E' => {
                let (kind, trigger) = words.next()?.split_once(':')?;
                let arguments: Option<Vec<_>> = words
                    .map(|word| word.split_once(':').map(|(r, n)| (r.to_owned(), n.to_owned())))
                    .collect();
                let event = Event {
                    kind: kind.to_owned(),
                    trigger: trigger.to_owned(),
                    arguments: arguments?,
                };
                self.events.insert(id.to_owned(), event);
            }
            'R' => {
                let kind = words.next()?.to_owned();
                let from = words.next()?.split_once(':')?.1.to_owned();
                let to = words.next()?.split_once(':')?.1.to_owned();
                self.relations.push(Relation { kind, from, to });
            }
            '*' => {
                let kind = words.next()?;
                let members: Vec<&str> = words.collect();
                for pair in members.windows(2) {
                    let (from, to) = (pair[0].to_owned(), pair[1].to_owned());
                    self.relations.push(Relation { kind: kind.to_owned(), from, to });
                }
            }
            'A' | 'M' => {
                let (name, of) = (words.next()?.to_owned(), words.next()?.to_owned());
                let value: Vec<&str> = words.collect();
                self.attributes.push((of, name, value.join(" ")));
            }
            'N' => {
                let (_, of, to) = (words.next()?, words.next()?.to_owned(), words.next()?);
                let what = if tail.is_empty() { to.to_owned() } else { format!("{tail} ({to})") };
                self.notes.push((of, what));
            }
            '#' => {
                let (_, of) = (words.next()?, words.next()?.to_owned());
                self.notes.push((of, tail.to_owned()));
            }
            _ => return None,
        }
        Some(())
    }
}
