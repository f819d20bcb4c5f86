//! What is still to do: to-dos, chains not followed, quotations not checked, people to
//! identify. Each line is a jump.

#[cfg(test)]
mod tests;

use egui::{Button, Checkbox, Key, RichText, ScrollArea, Ui};

use crate::{
    analysis::queue::{Queue, QueueItem, QueueTask, queue},
    app::{
        action::{Action, Outbox},
        scene::Scene,
        tasks::Derived,
        theme,
    },
    domain::{edit::Edit, todo::TodoAbout, vocabulary::Vocabulary},
};

/// The height of a line, in points.
const ROW: f32 = 40.0;

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
}

impl Default for QueueView {
    fn default() -> Self {
        Self { queue: Derived::default(), part: Part::Todos, chosen: 0 }
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
        if ui.ctx().memory(|m| m.focused().is_none()) {
            let (down, up, enter) = ui.input(|i| {
                (
                    i.key_pressed(Key::ArrowDown),
                    i.key_pressed(Key::ArrowUp),
                    i.key_pressed(Key::Enter),
                )
            });
            if down {
                self.chosen = (self.chosen + 1).min(items.len() - 1);
            }
            if up {
                self.chosen = self.chosen.saturating_sub(1);
            }
            if enter {
                jump(items[self.chosen].jump, scene, out);
            }
        }
        let chosen = self.chosen;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, items.len(), |ui, rows| {
            for at in rows {
                row(ui, scene, &items[at], at == chosen, out);
            }
        });
    }
}

fn row(ui: &mut Ui, scene: &Scene<'_>, item: &QueueItem, chosen: bool, out: &mut Outbox) {
    ui.push_id(("queue", item.task), |ui| {
        ui.allocate_ui(egui::vec2(ui.available_width(), ROW), |ui| {
            ui.horizontal(|ui| {
                if let QueueTask::Todo { todo, .. } = item.task {
                    let mut done = false;
                    let tick = ui.add_enabled(scene.editable, Checkbox::without_text(&mut done));
                    tick.widget_info(|| {
                        egui::WidgetInfo::labeled(
                            egui::Role::CheckBox,
                            scene.editable,
                            format!("Done: {}", item.title(scene.project)),
                        )
                    });
                    if done && let Some(record) = scene.project.todos.get(todo) {
                        let mut record = (**record).clone();
                        record.done = Some(scene.now);
                        out.edit(Edit::PutTodo(record), "Tick off to-do");
                    }
                }
                ui.vertical(|ui| {
                    let title = RichText::new(item.title(scene.project)).color(scene.theme.ink);
                    let button = Button::new(title).truncate().frame_when_inactive(false);
                    if ui.add(button.selected(chosen)).clicked() {
                        jump(item.jump, scene, out);
                    }
                    ui.horizontal(|ui| {
                        ui.add_space(9.0);
                        ui.label(RichText::new(explain(item, scene)).small().weak());
                    });
                });
            });
        });
    });
}

/// What sort of thing it is, and in which article.
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
    article.map_or(what.clone(), |title| format!("{what} · {title}"))
}

fn jump(about: TodoAbout, scene: &Scene<'_>, out: &mut Outbox) {
    out.send(match about {
        TodoAbout::Claim(id) => Action::JumpToClaim(id),
        TodoAbout::Source(id) => Action::ShowSource(scene.project.resolve_source(id)),
        TodoAbout::Work(id) => Action::ShowWork(scene.project.resolve_work(id)),
        TodoAbout::Article(id) => Action::ShowArticle(id),
    });
}
