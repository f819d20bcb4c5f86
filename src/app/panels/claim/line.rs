//! The chain line as a field: what it holds, and what Enter makes of it.

use std::collections::HashMap;
use std::sync::Arc;

use super::{
    note_offers::{NoteOffers, describe},
    offers::{Offer, Offers},
    view::{chain_name, tagging},
};
use crate::{
    analysis::{
        chain_line::{
            NameFate, NameIndex, Typing, TypingKind, asks_to_repeat, line_by, parse, replace,
            resolve, token_at,
        },
        references::offer::NoteOffer,
    },
    app::{
        action::{Action, Outbox},
        scene::Scene,
    },
    domain::{
        article::Article,
        chunked::Chunked,
        claim::Claim,
        ids::{ClaimId, SeededIds},
        project::Project,
        source::Source,
        vocabulary::Vocabulary as _,
    },
};

/// What choosing a suggestion does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Suggestion {
    /// Completes the word.
    Complete(Offer),
    /// Copies the chain of the claim around.
    TakeOver(String),
    /// Gives the chain typed last.
    Repeat(String),
    /// Takes a note: the offer, its name, and where it stands.
    Note(NoteOffer, String, &'static str),
}

/// What the field holds.
#[derive(Debug, Default)]
pub(super) struct Line {
    owner: Vec<ClaimId>,
    /// What stands in the field.
    pub text: String,
    /// What is stored, as far as the field knows.
    base: String,
    /// Lines that could not be stored when their claims were left.
    kept: HashMap<Vec<ClaimId>, String>,
    stored: Option<Known>,
    names: NameIndex,
    /// Why the line means nothing, once Enter was pressed.
    pub problem: Option<String>,
    /// What is suggested for the text at the cursor.
    pub suggestions: Vec<Suggestion>,
    /// The suggestion that the arrow keys marked.
    pub marked: Option<usize>,
    typing: Option<Typing>,
    asked: Option<(String, u32)>,
    /// Who would be new, in words.
    pub news: Vec<String>,
}

/// The stored line and what it was made of.
#[derive(Debug)]
struct Known {
    articles: Chunked<Article>,
    claims: Vec<Arc<Claim>>,
    sources: Chunked<Source>,
    line: String,
    differ: bool,
}

impl Line {
    /// Shows the line of these claims. The line of the claims shown before is stored, or
    /// kept for when they are shown again.
    pub fn turn_to(&mut self, scene: &Scene<'_>, claims: &[ClaimId], out: &mut Outbox) {
        if self.owner != claims {
            self.flush(scene, out);
            let kept = std::mem::take(&mut self.kept);
            let names = std::mem::take(&mut self.names);
            *self = Self { owner: claims.to_vec(), kept, names, ..Self::default() };
            self.base = self.stored_line(scene);
            self.text = self.kept.remove(claims).unwrap_or_else(|| self.base.clone());
            return;
        }
        let stored = self.stored_line(scene);
        if stored != self.base {
            if !self.is_dirty() {
                self.text.clone_from(&stored);
            }
            self.base = stored;
        }
    }

    /// Whether it holds what is not stored.
    pub fn is_dirty(&self) -> bool {
        self.text.trim() != self.base
    }

    /// Whether the claims have different chains, so that none is shown.
    pub fn differs(&self) -> bool {
        self.stored.as_ref().is_some_and(|known| known.differ)
    }

    /// Drops what was typed.
    pub fn restore(&mut self) {
        self.text.clone_from(&self.base);
        self.problem = None;
        self.forget();
    }

    /// Stores what was typed, if it means something; keeps it if not.
    pub fn flush(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        if self.owner.is_empty() {
            return;
        }
        self.kept.remove(&self.owner);
        if !self.is_dirty() {
            return;
        }
        let there = self.owner.iter().all(|id| scene.project.claim(*id).is_some());
        if scene.editable && there && self.apply(scene, out).is_err() {
            self.kept.insert(self.owner.clone(), self.text.clone());
            out.send(Action::Notice(format!(
                "The chain \"{}\" is not stored yet: it is kept with its claim.",
                self.text.trim()
            )));
        }
    }

    /// A claim whose line means nothing yet, and why it waits.
    pub fn unstored(&self, project: &Project) -> Option<(ClaimId, String)> {
        let there = |claims: &[ClaimId]| {
            let first = claims.first().copied()?;
            project.claim(first).is_some().then_some(first)
        };
        let here = (self.is_dirty()).then_some((&self.owner, &self.text));
        let lines = here.into_iter().chain(self.kept.iter().filter(|(of, _)| **of != self.owner));
        let mut lines = lines.filter_map(|(of, text)| Some((there(of)?, text)));
        lines.next().map(|(claim, text)| {
            let text = text.trim();
            (claim, format!("the chain \"{text}\". Correct it, or press Escape in its field."))
        })
    }

    /// Makes the line an edit. Whether there was one.
    pub fn apply(&mut self, scene: &Scene<'_>, out: &mut Outbox) -> Result<bool, String> {
        let tagging = tagging(scene);
        let line = self.text.trim().to_owned();
        if line == self.base {
            return Ok(false);
        }
        if line.is_empty() {
            let edit = tagging.clear_chains(&self.owner).map_err(|why| why.to_string())?;
            out.edit(edit, "clear source");
            self.base = line;
            return Ok(true);
        }
        let applied = match scene.last_chain {
            Some(last) if asks_to_repeat(&line) => {
                tagging.repeat_chain(&self.owner, last, out.ids())
            }
            None if asks_to_repeat(&line) => return Err("No chain was typed yet.".to_owned()),
            _ => tagging.apply_chain_line(&self.owner, &line, out.ids()),
        };
        let applied = applied.map_err(|why| why.to_string())?;
        out.edit(applied.edit, "source");
        out.send(Action::RememberChain(applied.remember));
        self.text.clone_from(&line);
        self.base = line;
        self.forget();
        Ok(true)
    }

    /// Looks up what is suggested at a cursor, in code points of the text.
    pub fn ask(
        &mut self,
        ctx: &egui::Context,
        scene: &Scene<'_>,
        (offers, notes): (&mut Offers, &mut NoteOffers),
        cursor: u32,
    ) {
        let asked = (self.text.clone(), cursor);
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked);
        self.marked = None;
        self.suggestions.clear();
        self.typing = token_at(&self.text, cursor);
        self.look_for_news(scene);
        let Some(article) = self.owner.first().and_then(|id| scene.project.claim_in_article(*id))
        else {
            return;
        };
        if self.text.trim().is_empty() {
            if let [only] = self.owner.as_slice()
                && let Some(claim) = scene.project.claim(*only)
            {
                for offer in notes.of(article.0, claim) {
                    let (title, whence) = describe(article.0, scene.project, offer);
                    self.suggestions.push(Suggestion::Note(offer.clone(), title, whence));
                }
            }
            if let [only] = self.owner.as_slice()
                && let Some(around) = tagging(scene).chain_around(*only)
            {
                let chains = around.claim.chains.iter();
                let names: Vec<_> = chains.map(|c| chain_name(scene.project, c)).collect();
                self.suggestions.push(Suggestion::TakeOver(names.join("; ")));
            }
            self.suggestions.extend(scene.last_chain.map(|l| Suggestion::Repeat(l.to_owned())));
        }
        if let Some(typing) = &self.typing {
            let found = offers.complete(ctx, scene.project, article.0, typing);
            // What stands there already needs no completion.
            let here = |offer: &Offer| {
                typing.kind == TypingKind::Name && offer.insert == typing.prefix.trim()
            };
            let found = found.into_iter().filter(|offer| !here(offer));
            self.suggestions.extend(found.map(Suggestion::Complete));
        }
    }

    /// Puts a completion in. The cursor after it, in code points.
    pub fn complete(&mut self, offer: &Offer) -> Option<u32> {
        let typing = self.typing.take()?;
        let (text, cursor) = replace(&self.text, typing.span, &offer.insert);
        self.text = text;
        self.problem = None;
        self.forget();
        Some(cursor)
    }

    /// Lets go of what was suggested.
    pub fn forget(&mut self) {
        self.asked = None;
        self.marked = None;
        self.suggestions.clear();
    }

    /// Notes who the line would add, so that a misspelt name is seen before Enter.
    fn look_for_news(&mut self, scene: &Scene<'_>) {
        self.news.clear();
        let article = self.owner.first().and_then(|id| scene.project.claim_in_article(*id));
        let (Some((article, _)), Ok(parsed)) = (article, parse(&self.text)) else { return };
        // Only the names are read: these ids come into no project.
        let ids = &mut SeededIds(0);
        let found = resolve(&parsed, scene.project, article, scene.analyst, scene.now, ids);
        let Ok(found) = found else { return };
        for source in &found.sources {
            let kind = source.kind.label().to_lowercase();
            self.news.push(format!("New: {} ({kind})", source.name));
        }
        for name in &found.names {
            if let NameFate::Alias(id) = name.fate
                && let Some(source) = scene.project.source(id)
            {
                self.news.push(format!("Known as {}", source.name));
            }
        }
    }

    /// The line that stands for the stored chains; empty if the claims differ.
    fn stored_line(&mut self, scene: &Scene<'_>) -> String {
        let (articles, sources) = (&scene.project.articles, &scene.project.sources);
        if let Some(known) = &self.stored
            && known.articles.same(articles)
            && known.sources.same(sources)
        {
            return known.line.clone();
        }
        let claims: Vec<_> =
            self.owner.iter().filter_map(|id| scene.project.claim_in_article(*id)).collect();
        if let Some(known) = &mut self.stored
            && known.sources.same(sources)
            && known.claims.len() == claims.len()
            && known.claims.iter().zip(&claims).all(|(old, (_, new))| Arc::ptr_eq(old, new))
        {
            known.articles = articles.clone();
            return known.line.clone();
        }
        self.names.update(scene.project);
        let names = &self.names;
        let lines = claims.iter().map(|(a, c)| line_by(names, &c.chains, scene.project, a));
        let mut lines: Vec<String> = lines.collect();
        lines.dedup();
        let differ = lines.len() > 1;
        let line = if differ { String::new() } else { lines.pop().unwrap_or_default() };
        let claims = claims.iter().map(|(_, claim)| Arc::clone(claim)).collect();
        let (articles, sources) = (articles.clone(), sources.clone());
        self.stored = Some(Known { articles, claims, sources, line: line.clone(), differ });
        line
    }
}
