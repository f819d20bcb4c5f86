//! The panel as an analyst meets it: by role, name and key.

mod entries;
mod flow;
mod notes;
mod sections;
mod selection;
mod steps;

use std::sync::Arc;

use egui::{Event, Key, Ui};
use egui_kittest::{Harness, kittest::Queryable as _};

use super::{ClaimPanel, Stage};
use crate::{
    analysis::usage::Usage,
    app::{
        action::{Action, Outbox},
        command::Command,
        dispatch::tagging::Tagging,
        ids::AppIds,
        scene::{AtRest, Scene},
        settings::Settings,
        theme::{self, Theme},
    },
    domain::{
        analyst::Analyst,
        article::{Article, ArticleHead, Block, BlockKind, Structure},
        chunked::Chunked,
        claim::Claim,
        edit::Edit,
        history::History,
        ids::{AnalystId, ClaimId, SeededIds},
        project::Project,
        reference::{Reference, Resolution},
        source::{Source, SourceKind},
        span::Span,
        text::Text,
        time::Timestamp,
        work::{Work, WorkKind},
    },
};

pub(super) const TEXT: &str = "The ferry left late. Ada Marlow writes that the pier was closed.\n\
    The harbour board knew of the crack, two officials told the Gazette, and did nothing.\n\
    Nobody was hurt, the mayor said.[9]\n9. Marlow, \"The Crack\", Harbour Gazette, 2011";

/// A window of nothing but the panel, and a project that obeys it.
pub(super) struct World {
    pub history: History,
    pub panel: ClaimPanel,
    pub selected: Vec<ClaimId>,
    pub selection: Option<Span>,
    pub editable: bool,
    pub now: Timestamp,
    /// What the panel asked for and the project can't do.
    pub seen: Vec<Action>,
    last_chain: Option<String>,
    settings: Settings,
    usage: Usage,
    outbox: Outbox,
}

pub(super) fn analyst() -> AnalystId {
    "ana".parse().expect("valid")
}

/// A project with an article, three sources and two works.
pub(super) fn project() -> Project {
    let text = Text::new(TEXT);
    let entry = TEXT.find("9. Marlow").expect("there") as u32;
    let marker = TEXT.find("[9]").expect("there") as u32;
    let work: Work = {
        let mut work = Work::new("crack".parse().expect("valid"), "The Crack", WorkKind::default());
        work.authors = vec!["marlow".parse().expect("valid")];
        work
    };
    let reference = Reference {
        id: "ref9".parse().expect("valid"),
        label: "9".to_owned(),
        markers: vec![Span::new(marker, marker + 3)],
        entry_span: Span::new(entry, text.len()),
        work: Some(work.id),
        resolution: Resolution::Resolved,
    };
    let quote = Block { span: Span::new(65, 149), kind: BlockKind::Quote };
    let article = Article {
        id: "art".parse().expect("valid"),
        head: Arc::new(ArticleHead {
            title: "The closed pier".to_owned(),
            byline: Some("Nils Orre".to_owned()),
            ..ArticleHead::default()
        }),
        sha256: text.sha256().into(),
        text: Arc::new(text),
        structure: Arc::new(Structure { blocks: vec![quote], marks: Vec::new() }),
        references: Arc::new(vec![reference]),
        claims: Chunked::default(),
    };
    let source = |id: &str, name: &str, kind| Source::new(id.parse().expect("valid"), name, kind);
    let mut gazette = source("gazette", "Harbour Gazette", SourceKind::NamedGroup);
    gazette.aliases.push("the Gazette".to_owned());
    let edits = vec![
        Edit::PutAnalyst(Analyst { id: analyst(), name: "Ana".to_owned() }),
        Edit::PutSource(source("marlow", "Ada Marlow", SourceKind::NamedIndividual)),
        Edit::PutSource(source("mayor", "Rosa Quint", SourceKind::NamedIndividual)),
        Edit::PutSource(gazette),
        Edit::PutWork(work),
        Edit::AddArticle(Box::new(article)),
    ];
    let empty = Project::new("Pier", Timestamp::from_unix_seconds(1_000));
    crate::domain::edit::apply(&empty, Edit::Batch(edits)).expect("a sound project").0
}

impl World {
    pub fn project(&self) -> &Project {
        self.history.present()
    }

    pub fn tagging(&self) -> Tagging<'_> {
        Tagging::new(self.history.present(), analyst(), self.now)
    }

    /// The first selected claim.
    pub fn claim(&self) -> Claim {
        let id = self.selected.first().expect("one is selected");
        (**self.project().claim(*id).expect("it is there")).clone()
    }

    pub fn put(&mut self, edit: Edit) {
        self.history.apply(edit, "test", None, self.now).expect("a sound edit");
    }

    /// A claim on these words, unselected.
    pub fn add_claim(&mut self, words: &str) -> ClaimId {
        let at = TEXT.find(words).expect("the words stand there") as u32;
        let span = Span::new(at, at + words.chars().count() as u32);
        let ids = &mut SeededIds(u64::from(at) + 77);
        let article = "art".parse().expect("valid");
        let (id, edit) = self.tagging().new_claim(article, span, ids).expect("a sound claim");
        self.put(edit);
        id
    }

    /// Gives a claim a chain.
    pub fn attribute(&mut self, claim: ClaimId, line: &str) {
        let ids = &mut SeededIds(99);
        let applied = self.tagging().apply_chain_line(&[claim], line, ids).expect("a sound line");
        self.put(applied.edit);
    }

    pub fn scene(
        &mut self,
        theme: &Theme,
        act: impl FnOnce(&mut ClaimPanel, &Scene<'_>, &mut Outbox),
    ) {
        let rest = AtRest::default();
        let scene = Scene {
            editable: self.editable,
            article: Some("art".parse().expect("valid")),
            selected: &self.selected,
            selection: self.selection,
            analyst: analyst(),
            now: self.now,
            theme,
            settings: &self.settings,
            last_chain: self.last_chain.as_deref(),
            ..rest.scene(self.history.present(), &self.usage)
        };
        act(&mut self.panel, &scene, &mut self.outbox);
    }

    /// Does what was asked for, as the window would.
    pub fn obey(&mut self) {
        for action in self.outbox.take() {
            match action {
                Action::Edit { edit, label, coalesce } => {
                    let now = self.now;
                    let done = self.history.apply(edit, label, coalesce.as_deref(), now);
                    done.expect("the panel sends sound edits only");
                }
                Action::RememberChain(line) => self.last_chain = Some(line),
                Action::Run(Command::DeleteClaims) => {
                    let gone = std::mem::take(&mut self.selected);
                    self.put(Edit::RemoveClaims(gone));
                }
                other => self.seen.push(other),
            }
        }
    }

    pub fn asked(&self, wanted: impl Fn(&Action) -> bool) -> bool {
        self.seen.iter().any(wanted)
    }
}

pub(super) fn world() -> World {
    World {
        history: History::new(project()),
        panel: ClaimPanel::default(),
        selected: Vec::new(),
        selection: None,
        editable: true,
        now: Timestamp::from_unix_seconds(1_700_000_000),
        seen: Vec::new(),
        last_chain: None,
        settings: Settings::default(),
        usage: Usage::default(),
        outbox: Outbox::new(AppIds::Seeded(SeededIds(5))),
    }
}

/// A world in which one claim is selected.
pub(super) fn one_claim() -> World {
    let mut world = world();
    let claim = world.add_claim("the pier was closed");
    world.selected = vec![claim];
    world
}

pub(super) fn open(world: World) -> Harness<'static, World> {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(400.0, 2400.0))
        .with_os(egui::os::OperatingSystem::Nix)
        .with_context_setup(|ctx| {
            ctx.set_fonts(theme::install_fonts());
            theme::apply(ctx);
        })
        .build_ui_state(
            |ui: &mut Ui, world: &mut World| {
                let theme = Theme::of(ui.visuals());
                world.scene(&theme, |panel, scene, out| panel.show(ui, scene, out));
                world.obey();
            },
            world,
        );
    harness.run();
    harness
}

/// Types a text as a keyboard would, one letter at a time. How many keys that were.
pub(super) fn type_text(harness: &mut Harness<'_, World>, text: &str) -> usize {
    for letter in text.chars() {
        harness.event(Event::Text(letter.to_string()));
        harness.run();
    }
    text.chars().count()
}

pub(super) fn press(harness: &mut Harness<'_, World>, key: Key) -> usize {
    harness.key_press(key);
    harness.run();
    1
}

pub(super) fn begin(harness: &mut Harness<'_, World>, stage: Stage) {
    harness.state_mut().panel.focus(stage);
    harness.run();
}

/// Puts a text into a field that is found by its name, and leaves the field.
pub(super) fn fill(harness: &mut Harness<'_, World>, name: &str, text: &str) {
    let multiline =
        harness.query_by_role_and_label(egui::accesskit::Role::MultilineTextInput, name);
    let field = multiline
        .unwrap_or_else(|| harness.get_by_role_and_label(egui::accesskit::Role::TextInput, name));
    field.focus();
    harness.run();
    harness.event(Event::Text(text.to_owned()));
    harness.run();
    leave(harness);
}

/// Takes the keyboard from whatever has it.
pub(super) fn leave(harness: &mut Harness<'_, World>) {
    if let Some(focused) = harness.ctx.memory(egui::Memory::focused) {
        harness.ctx.memory_mut(|memory| memory.surrender_focus(focused));
    }
    harness.run();
}

pub(super) fn click(harness: &mut Harness<'_, World>, name: &str) {
    harness.get_by_role_and_label(egui::accesskit::Role::Button, name).click();
    harness.run();
}
