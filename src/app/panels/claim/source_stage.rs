//! The first stage of the tagging run: the field for the chain line with its suggestions.

use egui::{
    Button, EventFilter, Key, Popup, PopupCloseBehavior, RichText, Ui, text::CCursor,
    text::CCursorRange, text_edit::TextEditState,
};

use super::{
    fields,
    keys::{self, Keys},
    line::{Line, Suggestion},
    note_offers::NoteOffers,
    offers::Offers,
    run::Next,
    view::{send, shortened, tagging},
};
use crate::app::text::{self, Field};
use crate::{
    app::{
        action::{Action, Outbox},
        scene::Scene,
        theme,
    },
    domain::ids::ClaimId,
};

/// The field's identity, one for the window.
pub(super) fn field_id() -> egui::Id {
    egui::Id::unique("claim panel: source")
}

enum Decision {
    Enter,
    Tab,
    Mark(isize),
    Back,
    Leave,
}

/// Shows the field. What comes next, if a key or click decided it.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    claims: &[ClaimId],
    line: &mut Line,
    (keys, offers, notes): (&mut Keys, &mut Offers, &mut NoteOffers),
    out: &mut Outbox,
) -> Option<Next> {
    let id = field_id();
    let focused = ui.memory(|memory| memory.has_focus(id));
    let decision = if focused { decide(ui, line, keys) } else { None };
    let suggesting = !line.suggestions.is_empty();
    let filter = EventFilter {
        tab: suggesting,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
    };
    let hint = if line.differs() {
        "different chains: a line replaces them all"
    } else {
        "Author [9] > Reporter > \"officials\""
    };
    let output = fields::row(ui, "Source", |ui, label| {
        let output = Field::singleline(&mut line.text)
            .id(id)
            .hint_text(hint)
            .interactive(scene.editable)
            .event_filter(filter)
            .desired_width(f32::INFINITY)
            .show(ui);
        ui.ctx().accesskit_node_builder(id, |node| node.push_labelled_by(label.id.accesskit_id()));
        output
    });
    let response = output.response.response;
    if response.changed() {
        line.problem = None;
    }
    let mut next = None;
    // Without a cursor the keyboard was just lost: to a click on a suggestion, perhaps.
    if scene.editable
        && focused
        && let Some(cursor) = output.cursor_range
    {
        line.ask(ui.ctx(), scene, (offers, notes), cursor.primary.index.0 as u32);
    }
    let popup = popup_id();
    let over = ui.ctx().data(|data| data.get_temp::<bool>(popup)).unwrap_or(false);
    if (focused || over) && !line.suggestions.is_empty() {
        let clicked = suggestions(ui, &response, scene, line);
        if let Some(at) = clicked {
            take(ui, scene, claims, line, at, out);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    } else {
        ui.ctx().data_mut(|data| data.insert_temp(popup, false));
    }
    match decision {
        Some(Decision::Enter) if line.marked.is_some() => {
            let at = line.marked.unwrap_or_default();
            if take(ui, scene, claims, line, at, out) {
                next = Some(Next::Stage);
            }
        }
        Some(Decision::Enter) => match line.apply(scene, out) {
            Ok(_) => next = Some(Next::Stage),
            Err(why) => line.problem = Some(why),
        },
        Some(Decision::Tab) => {
            let at = line.marked.unwrap_or_default();
            if take(ui, scene, claims, line, at, out) {
                next = Some(Next::Stage);
            }
        }
        Some(Decision::Mark(by)) => mark(line, by),
        Some(Decision::Back) => next = Some(Next::Back),
        Some(Decision::Leave) => {
            line.restore();
            ui.memory_mut(|memory| memory.surrender_focus(id));
            next = Some(Next::Leave);
        }
        None => {}
    }
    below(ui, scene, line, focused);
    next
}

fn popup_id() -> egui::Id {
    field_id().with("suggestions")
}

fn decide(ui: &Ui, line: &Line, keys: &mut Keys) -> Option<Decision> {
    let suggesting = !line.suggestions.is_empty();
    let empty = line.text.is_empty();
    keys.decide(ui, |event, around| {
        let is = |key| keys::pressed(event, key);
        if is(Key::Enter) {
            Some(Decision::Enter)
        } else if is(Key::Escape) {
            Some(Decision::Leave)
        } else if is(Key::Tab) && (suggesting || around.after_text) {
            Some(Decision::Tab)
        } else if is(Key::ArrowDown) && suggesting {
            Some(Decision::Mark(1))
        } else if is(Key::ArrowUp) && suggesting {
            Some(Decision::Mark(-1))
        } else if is(Key::Backspace) && empty && !around.after_text {
            Some(Decision::Back)
        } else {
            None
        }
    })
}

fn mark(line: &mut Line, by: isize) {
    let count = line.suggestions.len() as isize;
    if count == 0 {
        return;
    }
    let at = match line.marked {
        None if by > 0 => 0,
        None => count - 1,
        Some(at) => (at as isize + by).rem_euclid(count),
    };
    line.marked = Some(at as usize);
}

/// Does what a suggestion says. Whether the stage is done with that.
fn take(
    ui: &Ui,
    scene: &Scene<'_>,
    claims: &[ClaimId],
    line: &mut Line,
    at: usize,
    out: &mut Outbox,
) -> bool {
    match line.suggestions.get(at).cloned() {
        Some(Suggestion::Complete(offer)) => {
            if let Some(cursor) = line.complete(&offer) {
                let mut state = TextEditState::load(ui.ctx(), field_id()).unwrap_or_default();
                let cursor = CCursor::new(cursor as usize);
                state.cursor.set_char_range(Some(CCursorRange::one(cursor)));
                state.store(ui.ctx(), field_id());
            }
            false
        }
        Some(Suggestion::TakeOver(_)) => {
            line.forget();
            let [claim] = claims else { return false };
            let edit = tagging(scene).take_over_chain(*claim, out.ids());
            send(out, edit, "take over chain")
        }
        Some(Suggestion::Note(offer, ..)) => {
            line.forget();
            match tagging(scene).take_note(claims, &offer, out.ids()) {
                Ok(taken) => {
                    out.edit(taken.edit, format!("take note {}", offer.label));
                    out.send(Action::RememberChain(taken.remember));
                    true
                }
                Err(why) => {
                    line.problem = Some(why.to_string());
                    false
                }
            }
        }
        Some(Suggestion::Repeat(_)) => {
            ".".clone_into(&mut line.text);
            match line.apply(scene, out) {
                Ok(done) => done,
                Err(why) => {
                    line.problem = Some(why);
                    false
                }
            }
        }
        None => false,
    }
}

fn suggestions(ui: &Ui, field: &egui::Response, scene: &Scene<'_>, line: &Line) -> Option<usize> {
    let theme = scene.theme;
    let mut clicked = None;
    let shown = Popup::from_response(field)
        .id(popup_id())
        .open(true)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .accessible_name("Suggestions")
        .width(field.rect.width())
        .gap(3.0)
        .show(|ui| {
            ui.set_width(field.rect.width().max(230.0) - 12.0);
            ui.spacing_mut().item_spacing.y = 1.0;
            for (at, suggestion) in line.suggestions.iter().enumerate() {
                let (title, detail) = describe(suggestion);
                let mut text = egui::text::LayoutJob::default();
                let plain = egui::FontId::proportional(13.0);
                let fine = egui::FontId::proportional(11.5);
                text.append(&title, 0.0, egui::TextFormat::simple(plain, theme.ink));
                text.append(&detail, 8.0, egui::TextFormat::simple(fine, theme.faint));
                let marked = line.marked == Some(at);
                let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x;
                let text = text::shown(ui, text, egui::TextWrapMode::Truncate, room);
                let button = Button::selectable(marked, text).truncate();
                let button = button.min_size(egui::vec2(ui.available_width(), 24.0));
                let response = ui.add(button);
                fields::named(&response, egui::Role::Button, &title);
                if text::tip(response, detail).clicked() {
                    clicked = Some(at);
                }
            }
            let keys = "↑ ↓ choose · Tab takes the first or chosen one · Enter takes the line";
            fields::small(ui, keys);
        });
    let over = shown.is_some_and(|shown| fields::is_over(ui, shown.response.rect));
    ui.ctx().data_mut(|data| data.insert_temp(popup_id(), over && clicked.is_none()));
    clicked
}

fn describe(suggestion: &Suggestion) -> (String, String) {
    match suggestion {
        Suggestion::Complete(offer) => (offer.title.clone(), offer.detail.clone()),
        Suggestion::Note(_, title, whence) => (title.clone(), (*whence).to_owned()),
        Suggestion::TakeOver(names) => (format!("Take over: {names}"), "from around".to_owned()),
        Suggestion::Repeat(last) => (format!("Repeat: {last}"), "the last chain".to_owned()),
    }
}

/// What is said under the field: a problem, who would be new, the chain to repeat.
fn below(ui: &mut Ui, scene: &Scene<'_>, line: &Line, focused: bool) {
    let mut say = |text: RichText| fields::below(ui, text);
    let theme: &theme::Theme = scene.theme;
    if let Some(problem) = &line.problem {
        say(RichText::new(problem).color(theme.danger));
    } else if focused || line.is_dirty() {
        for news in &line.news {
            say(RichText::new(news).color(theme.accent));
        }
        if line.is_dirty() && !focused {
            say(RichText::new("Not stored yet: Enter stores it.").color(theme.warning));
        }
    } else if let (true, true, Some(last)) =
        (scene.editable, line.text.is_empty(), scene.last_chain)
    {
        let last = shortened(last, 60);
        say(RichText::new(format!(". repeats {last}")).color(theme.faint));
    }
}
