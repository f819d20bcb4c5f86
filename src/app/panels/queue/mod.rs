//! What is still to do: to-dos, chains not followed, quotations not checked, people to
//! identify. Each line is a jump.

#[cfg(test)]
mod tests;

use egui::{
    Align, Button, Checkbox, Key, Layout, Rect, RichText, ScrollArea, TextWrapMode, Ui, pos2, vec2,
};

use crate::{
    analysis::queue::{Queue, QueueItem, QueueTask, queue},
    app::{
        action::{Action, Outbox},
        panels::claim::{
            fields,
            view::{shortened, source_name},
        },
        scene::Scene,
        struck,
        tasks::Derived,
        text, theme,
    },
    domain::{
        edit::Edit,
        todo::{Todo, TodoAbout},
        vocabulary::Vocabulary,
    },
};

use super::rewording::{self, Rewording};

/// The height of a line, in points.
const ROW: f32 = 40.0;

/// The room for what can be done with a to-do, in points.
const TOOLS: f32 = 64.0;

/// The parts of the queue, in the order of the tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Todos,
    NotFollowed,
    Unchecked,
    Unidentified,
}

impl Part {
    const ALL: [Self; 4] = [Self::Todos, Self::NotFollowed, Self::Unchecked, Self::Unidentified];

    fn title(self) -> &'static str {
        match self {
            Self::Todos => "To-dos",
            Self::NotFollowed => "Chains not followed",
            Self::Unchecked => "Quotations not checked",
            Self::Unidentified => "People to identify",
        }
    }

    fn explained(self) -> &'static str {
        match self {
            Self::Todos => "What you noted to do about claims, sources, works and articles.",
            Self::NotFollowed => "Nobody looked yet what is behind the last voice of these chains.",
            Self::Unchecked => "Quoted from a known work, and not compared with the original.",
            Self::Unidentified => "Unnamed voices without a description of who they may be.",
        }
    }

    fn done(self) -> &'static str {
        match self {
            Self::Todos => "No open to-dos. Press T on a claim to note one.",
            Self::NotFollowed => "Every chain is followed to its end.",
            Self::Unchecked => "Every quotation with a known work was checked.",
            Self::Unidentified => "Every unnamed voice has a description.",
        }
    }

    fn items(self, queue: &Queue) -> &[QueueItem] {
        match self {
            Self::Todos => &queue.todos,
            Self::NotFollowed => &queue.not_followed,
            Self::Unchecked => &queue.unchecked,
            Self::Unidentified => &queue.unidentified,
        }
    }
}

/// The view of what is still to do.
#[derive(Debug)]
pub struct QueueView {
    queue: Derived<Queue>,
    part: Part,
    chosen: usize,
    /// Whether the chosen line is to be brought into view.
    reveal: bool,
    /// The lines that were drawn last.
    shown: std::ops::Range<usize>,
    rewording: Rewording,
}

impl Default for QueueView {
    fn default() -> Self {
        Self {
            queue: Derived::default(),
            part: Part::Todos,
            chosen: 0,
            reveal: false,
            shown: 0..0,
            rewording: Rewording::default(),
        }
    }
}

impl QueueView {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, out: &mut Outbox) {
        let Some(queue) = self.queue.get(ui.ctx(), scene.project, queue) else {
            ui.label("Looking for what is still to do…");
            return;
        };
        ui.heading("Queue");
        ui.horizontal_wrapped(|ui| {
            for part in Part::ALL {
                let text = format!("{}  {}", part.title(), part.items(queue).len());
                let chosen = self.part == part;
                if ui.add(Button::new(text).selected(chosen)).clicked() {
                    self.part = part;
                    self.chosen = 0;
                }
            }
        });
        theme::hint(ui, self.part.explained());
        ui.add_space(4.0);
        let items = self.part.items(queue);
        if items.is_empty() {
            ui.add_space(24.0);
            ui.label(self.part.done());
            return;
        }
        self.chosen = self.chosen.min(items.len() - 1);
        let height = ROW + ui.spacing().item_spacing.y;
        let page = (ui.available_height() / height).floor().max(1.0) as usize;
        let free = ui.ctx().memory(|m| m.focused().is_none() && m.top_modal_layer().is_none());
        if free {
            let (to, enter) = keys(ui, self.chosen, items.len() - 1, page);
            if let Some(to) = to {
                (self.chosen, self.reveal) = (to, true);
            }
            if enter {
                jump(&items[self.chosen], scene, out);
            }
        }
        let (chosen, reveal) = (self.chosen, std::mem::take(&mut self.reveal));
        let rewording = &mut self.rewording;
        let (mut clicked, mut shown) = (None, 0..0);
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, items.len(), |ui, rows| {
            if reveal {
                let origin = ui.max_rect().min;
                let top = origin.y + (chosen as f32 - rows.start as f32) * height;
                let line = Rect::from_min_size(pos2(origin.x, top), vec2(1.0, ROW));
                ui.scroll_to_rect(line, None);
            }
            shown = rows.clone();
            for at in rows {
                if row(ui, scene, &items[at], at == chosen, rewording, out) {
                    clicked = Some(at);
                }
            }
        });
        self.shown = shown;
        if let Some(at) = clicked {
            self.chosen = at;
            jump(&items[at], scene, out);
        }
    }

    /// Commits what is typed but not yet part of the project.
    pub fn pending(&mut self, scene: &Scene<'_>, out: &mut Outbox) {
        if let Some(edit) = self.rewording.flush(scene.project).filter(|_| scene.editable) {
            out.edit(edit, rewording::LABEL);
        }
    }
}

/// The line that a key leads to, and whether Enter was pressed.
fn keys(ui: &Ui, at: usize, last: usize, page: usize) -> (Option<usize>, bool) {
    ui.input(|input| {
        let to = [
            (Key::ArrowDown, at + 1),
            (Key::ArrowUp, at.saturating_sub(1)),
            (Key::PageDown, at + page),
            (Key::PageUp, at.saturating_sub(page)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        let to = to.into_iter().find(|(key, _)| input.key_pressed(*key));
        (to.map(|(_, to)| to.min(last)), input.key_pressed(Key::Enter))
    })
}

/// A line. Whether it was clicked, to be followed.
fn row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    item: &QueueItem,
    chosen: bool,
    rewording: &mut Rewording,
    out: &mut Outbox,
) -> bool {
    let mut clicked = false;
    ui.push_id(("queue", item.task), |ui| {
        ui.allocate_ui(vec2(ui.available_width(), ROW), |ui| {
            ui.horizontal(|ui| {
                let todo = match item.task {
                    QueueTask::Todo { todo, .. } => scene.project.todos.get(todo),
                    _ => None,
                };
                if let Some(todo) = todo {
                    tick(ui, scene, todo, &item.title(scene.project), out);
                }
                let tools = if todo.is_some() && scene.editable { TOOLS } else { 0.0 };
                let size = vec2(ui.available_width() - tools, ROW);
                ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                    ui.set_min_width(size.x);
                    if todo.is_some_and(|todo| rewording.is_about(todo.id)) {
                        if let Some(edit) = rewording.field(ui, scene.project) {
                            out.edit(edit, rewording::LABEL);
                        }
                    } else {
                        clicked = title(ui, scene, item, chosen);
                    }
                });
                if let Some(todo) = todo.filter(|_| scene.editable) {
                    let name = format!("Reword: {}", item.title(scene.project));
                    if fields::quiet(ui, "Reword", &name).clicked() {
                        let before = rewording.begin(todo, scene.project);
                        if let Some(edit) = before {
                            out.edit(edit, rewording::LABEL);
                        }
                    }
                }
            });
        });
    });
    clicked
}

/// The box that marks a to-do as done.
fn tick(ui: &mut Ui, scene: &Scene<'_>, todo: &Todo, title: &str, out: &mut Outbox) {
    let mut done = false;
    let tick = ui.add_enabled(scene.editable, Checkbox::without_text(&mut done));
    tick.widget_info(|| {
        let name = format!("Done: {title}");
        egui::WidgetInfo::labeled(egui::Role::CheckBox, scene.editable, name)
    });
    if done {
        let todo = Todo { done: Some(scene.now), ..todo.clone() };
        out.edit(Edit::PutTodo(todo), "Tick off to-do");
    }
}

/// What is to be done, over where. Whether it was clicked.
fn title(ui: &mut Ui, scene: &Scene<'_>, item: &QueueItem, chosen: bool) -> bool {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.spacing_mut().interact_size.y = 16.0;
    ui.spacing_mut().button_padding.y = 2.0;
    let name = item.title(scene.project);
    let falls = falls(scene, item);
    let said = struck::spoken(name.as_str(), falls);
    let title = struck::words(RichText::new(name).color(scene.theme.ink), falls);
    let padding = ui.spacing().button_padding.x;
    let room = ui.available_width() - 2.0 * padding;
    let title = text::shown(ui, title, TextWrapMode::Truncate, room);
    let button = Button::new(title).truncate().frame_when_inactive(chosen);
    let response = ui.add(button.selected(chosen));
    if falls {
        fields::named(&response, egui::Role::Button, &said);
    }
    let clicked = response.clicked();
    ui.horizontal(|ui| {
        ui.add_space(padding);
        text::elided(ui, RichText::new(explain(item, scene)).small().weak());
    });
    clicked
}

/// Whether it is about what is discounted, or about a step that falls away with it.
fn falls(scene: &Scene<'_>, item: &QueueItem) -> bool {
    let (tracing, project) = (scene.tracing, scene.project);
    if tracing.discount.is_empty() {
        return false;
    }
    let step = |claim, chain, hop: Option<usize>| {
        let chain = project.claim(claim)?.chain(chain)?;
        let hop = hop.map_or_else(|| chain.hops.last(), |at| chain.hops.get(at));
        Some(struck::hop(tracing, project, hop?))
    };
    match (item.task, item.jump) {
        (QueueTask::Follow { claim, chain }, _) => step(claim, chain, None).unwrap_or(false),
        (QueueTask::Check { claim, chain, hop }, _) => {
            step(claim, chain, Some(hop)).unwrap_or(false)
        }
        (_, TodoAbout::Source(id)) => struck::source(tracing, project, id),
        (_, TodoAbout::Work(id)) => struck::work(tracing, project, id),
        (_, TodoAbout::Claim(_) | TodoAbout::Article(_)) => false,
    }
}

/// What sort of thing it is, about which source or work, and in which article.
fn explain(item: &QueueItem, scene: &Scene<'_>) -> String {
    let article = item.article.and_then(|id| scene.project.article(id)).map(|a| a.title());
    let what = match item.task {
        QueueTask::Todo { kind, .. } => kind.label().to_owned(),
        QueueTask::Follow { .. } => "Follow the chain".to_owned(),
        QueueTask::Check { hop, .. } => format!("Check step {} against the original", hop + 1),
        QueueTask::Identify { claims, .. } => {
            format!("Identify; speaks in {claims} claim{}", if claims == 1 { "" } else { "s" })
        }
    };
    let about = match item.jump {
        TodoAbout::Source(id) if !matches!(item.task, QueueTask::Identify { .. }) => {
            Some(source_name(scene.project, scene.project.resolve_source(id)))
        }
        TodoAbout::Work(id) => {
            scene.project.work(id).map(|work| shortened(work.display_title(), 60))
        }
        _ => None,
    };
    text::joined([what.as_str()].into_iter().chain(about.as_deref()).chain(article))
}

/// Shows what is to be done: the chain or the step itself, where it is one.
fn jump(item: &QueueItem, scene: &Scene<'_>, out: &mut Outbox) {
    out.send(match (item.task, item.jump) {
        (QueueTask::Follow { claim, chain }, _) => Action::JumpToStep { claim, chain, hop: None },
        (QueueTask::Check { claim, chain, hop }, _) => {
            Action::JumpToStep { claim, chain, hop: Some(hop) }
        }
        (_, TodoAbout::Claim(id)) => Action::JumpToClaim(id),
        (_, TodoAbout::Source(id)) => Action::ShowSource(scene.project.resolve_source(id)),
        (_, TodoAbout::Work(id)) => Action::ShowWork(scene.project.resolve_work(id)),
        (_, TodoAbout::Article(id)) => Action::ShowArticle(id),
    });
}
