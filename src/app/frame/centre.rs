//! The middle of the window while an article is read: the reader, what it is painted
//! from, and what its events mean.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Context, Popup, PopupCloseBehavior, Pos2, Rect, RichText, Ui, vec2};

use super::{hover, notes};
use crate::app::text;
use crate::{
    analysis::structure::derived_blocks,
    app::{
        action::{Action, Outbox},
        command::Command,
        dispatch::tagging::Tagging,
        reader::{
            HighlightIndex, Reader, ReaderEvent, ReaderFonts, ReaderInput, ReaderPalette,
            ReaderSettings, Wash,
        },
        scene::Scene,
        state::Position,
        tasks::Follower,
        theme,
    },
    domain::{
        article::{Article, Structure},
        ids::{ArticleId, ClaimId},
        project::Project,
    },
};

/// How far from the pointer a list of claims opens, in points: a second press must reach the
/// text, where it selects the word.
const CLEAR: f32 = 14.0;

/// What the reader is painted from, kept while the article stays the same.
#[derive(Default)]
pub struct Reading {
    articles: HashMap<ArticleId, Prepared>,
    fonts: Option<ReaderFonts>,
    /// Claims that stand over each other where the analyst clicked.
    choice: Option<Choice>,
    /// What stands for the tints while they are being found.
    untinted: HighlightIndex,
    /// Entries or uses of a note, one of which is to be shown.
    places: Option<notes::Places>,
}

/// What is derived from one article.
struct Prepared {
    stored: Arc<Structure>,
    structure: Arc<Structure>,
    highlights: Follower<HighlightIndex>,
}

struct Choice {
    claims: Vec<ClaimId>,
    add: bool,
    pos: Pos2,
    /// A list that was just opened must not be closed by the click that opened it.
    fresh: bool,
}

impl Reading {
    fn prepare(&mut self, ctx: &Context, article: &Article) -> (&Arc<Structure>, &HighlightIndex) {
        let prepared = self.articles.entry(article.id).or_insert_with(|| Prepared {
            stored: Arc::clone(&article.structure),
            structure: shown_structure(article),
            highlights: Follower::default(),
        });
        if !Arc::ptr_eq(&prepared.stored, &article.structure) {
            prepared.stored = Arc::clone(&article.structure);
            prepared.structure = shown_structure(article);
        }
        let (claims, len) = (article.claims.clone(), article.text.len());
        // The text is there at once; where there are many claims, their tints follow.
        let highlights = prepared.highlights.follow(
            ctx,
            "Placing claims",
            |index| index.behind(&article.claims),
            move |index| {
                index.update(&claims, len);
            },
        );
        (&prepared.structure, highlights.unwrap_or(&self.untinted))
    }
}

/// The stored structure, or one derived from the lines of plain text.
fn shown_structure(article: &Article) -> Arc<Structure> {
    if !article.structure.blocks.is_empty() {
        return Arc::clone(&article.structure);
    }
    Arc::new(Structure {
        blocks: derived_blocks(&article.text),
        marks: article.structure.marks.clone(),
    })
}

/// Draws the article that is shown, or says how to come to one.
pub fn reader(
    ui: &mut Ui,
    scene: &Scene<'_>,
    position: &mut Position,
    reading: &mut Reading,
    out: &mut Outbox,
) {
    let Some(article) = scene.current_article() else {
        empty(ui, scene, out);
        return;
    };
    let reader = position.reader(article.id);
    let events =
        one(ui, scene, reading, Shown { article, reader, selected: scene.selected, washes: &[] });
    for event in events {
        take(scene, article, reading, event, out);
    }
    around(ui, scene, article, reading, out);
}

/// What is shown of one article.
pub(super) struct Shown<'a> {
    pub article: &'a Article,
    pub reader: &'a mut Reader,
    pub selected: &'a [ClaimId],
    pub washes: &'a [Wash],
}

/// What stands over the text: lists of claims or notes, of which one is to be chosen.
pub(super) fn around(
    ui: &mut Ui,
    scene: &Scene<'_>,
    article: &Article,
    reading: &mut Reading,
    out: &mut Outbox,
) {
    choose(ui, scene, reading, out);
    notes::choose(ui, article, &mut reading.places, out);
}

/// Draws one article.
pub(super) fn one(
    ui: &mut Ui,
    scene: &Scene<'_>,
    reading: &mut Reading,
    shown: Shown<'_>,
) -> Vec<ReaderEvent> {
    let Shown { article, reader, selected, washes } = shown;
    let fonts = reading.fonts.get_or_insert_with(|| ReaderFonts::installed(ui.ctx())).clone();
    let (structure, highlights) = reading.prepare(ui.ctx(), article);
    let settings = ReaderSettings {
        measure: scene.settings.measure,
        size: scene.settings.type_size,
        serif: scene.settings.serif,
        line_spacing: scene.settings.line_spacing,
    }
    .clamped();
    let project = scene.project;
    let body = egui::TextStyle::Body.resolve(ui.style());
    let places = scene.tracing.found().and_then(|found| found.marks.get(&article.id));
    let findings = places.map_or(&[] as &[_], Vec::as_slice);
    let input = ReaderInput {
        article,
        structure,
        highlights,
        selected,
        washes,
        settings: &settings,
        palette: &ReaderPalette::of(scene.theme),
        fonts: &fonts,
        term_colour: &|id| project.term(id).map(|t| t.colour),
        hover_text: &|id| hover::card(scene, id, &body),
        claim_name: &|id| claim_name(project, id),
        note_name: &|span| notes::name(article, span),
        note_text: &|span| notes::tooltip(project, article, span),
        findings,
        links_enabled: true,
    };
    reader.show(ui, &input)
}

fn empty(ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        ui.label(RichText::new("No article yet").heading());
        theme::hint(
            ui,
            "Drop text, Markdown or HTML files here, paste a text, or choose files to add.",
        );
        ui.add_space(8.0);
        ui.add_enabled_ui(scene.editable, |ui| {
            if ui.button(Command::AddArticles.name()).clicked() {
                out.run(Command::AddArticles);
            }
            if ui.button(Command::PasteArticle.name()).clicked() {
                out.run(Command::PasteArticle);
            }
        });
    });
}

/// Does what an event in an article asks for.
pub(super) fn take(
    scene: &Scene<'_>,
    article: &Article,
    reading: &mut Reading,
    event: ReaderEvent,
    out: &mut Outbox,
) {
    match event {
        // The selection is read from the reader itself; the caret needs nobody else.
        ReaderEvent::SelectionChanged(_) | ReaderEvent::CaretMoved { .. } => {}
        ReaderEvent::PlainClick { .. } => out.send(Action::SelectClaims(Vec::new())),
        ReaderEvent::ClaimsClicked { claims, add, pos } => match claims.as_slice() {
            [one] => click(*one, add, out),
            _ => reading.choice = Some(Choice { claims, add, pos, fresh: true }),
        },
        ReaderEvent::SecondaryClick { claims, pos, .. } => {
            if !claims.is_empty() {
                reading.choice = Some(Choice { claims, add: false, pos, fresh: true });
            }
        }
        ReaderEvent::ResizeAnchor { claim, anchor, span } => {
            if scene.editable {
                let tagging = Tagging::new(scene.project, scene.analyst, scene.now);
                match tagging.resize_anchor(claim, anchor, span) {
                    Ok(edit) => out.edit(edit, "Resize span"),
                    Err(why) => out.send(Action::Problem(why.to_string())),
                }
            }
        }
        ReaderEvent::LinkClicked(url) => out.send(Action::OpenLink(url)),
        ReaderEvent::NoteClicked { target, span, pos } => {
            reading.places = notes::follow(article, &target, span, pos, out);
        }
    }
}

fn click(claim: ClaimId, add: bool, out: &mut Outbox) {
    if add {
        out.send(Action::ToggleClaim(claim));
    } else {
        out.send(Action::SelectClaims(vec![claim]));
    }
}

/// The list of claims that stand over each other where the analyst clicked.
fn choose(ui: &mut Ui, scene: &Scene<'_>, reading: &mut Reading, out: &mut Outbox) {
    let Some(choice) = &mut reading.choice else { return };
    let mut open = true;
    let mut chosen = None;
    let line = Rect::from_center_size(choice.pos, vec2(2.0, 2.0 * CLEAR));
    Popup::new(ui.scope_id().with("claims here"), ui.ctx().clone(), line, ui.layer_id())
        .open_bool(&mut open)
        .close_behavior(if choice.fresh {
            PopupCloseBehavior::IgnoreClicks
        } else {
            PopupCloseBehavior::CloseOnClickOutside
        })
        .show(|ui| {
            ui.set_max_width(380.0);
            theme::hint(ui, "Claims at this place");
            for claim in &choice.claims {
                let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x;
                let name = claim_name(scene.project, *claim);
                let name = text::shown(ui, name, egui::TextWrapMode::Truncate, room);
                if ui.add(egui::Button::new(name).truncate()).clicked() {
                    chosen = Some(*claim);
                }
            }
        });
    choice.fresh = false;
    if let Some(claim) = chosen {
        click(claim, choice.add, out);
        open = false;
    }
    if !open || ui.input(|i| i.key_pressed(egui::Key::Escape)) {
        reading.choice = None;
    }
}

/// A claim's name for screen readers and lists.
fn claim_name(project: &Project, id: ClaimId) -> String {
    let Some(claim) = project.claim(id) else { return "Claim".to_owned() };
    let words: String = claim.quotation().split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(80).collect();
    let dots = if short.len() < words.len() { "…" } else { "" };
    format!("Claim by {}: {short}{dots}", hover::last_voices(project, id))
}
