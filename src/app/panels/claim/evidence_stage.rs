//! The second stage of the tagging run: the kinds of evidence, by digit or by name.

use egui::{Button, EventFilter, Key, Ui};

use super::{
    fields,
    keys::{self, Keys},
    run::{Next, Run, pressed_outside, take_keyboard},
    view::{send, tagging},
};
use crate::app::text::{self, Field};
use crate::{
    analysis::fold::fold,
    app::{action::Outbox, scene::Scene},
    domain::{codebook::Term, ids::TermId},
};

/// The identity of the field that finds a kind.
pub(super) fn field_id() -> egui::Id {
    egui::Id::unique("claim panel: evidence kind")
}

enum Decision {
    Choose(TermId),
    Enter,
    Mark(isize),
    Back,
    Leave,
}

/// The kinds in the order of their digits, then by name; those without a digit last.
pub(super) fn kinds<'a>(scene: &Scene<'a>) -> Vec<&'a Term> {
    let mut kinds: Vec<&Term> = scene.project.codebook.iter().map(AsRef::as_ref).collect();
    // `0` stands at the end of a keyboard's row of digits.
    let place = |key: Option<char>| match key {
        Some('0') => ':',
        Some(key) => key,
        None => char::MAX,
    };
    kinds.sort_by(|a, b| (place(a.key), &a.name).cmp(&(place(b.key), &b.name)));
    kinds
}

/// Shows the kinds to choose from. What comes next, if a key or click decided it.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    run: &mut Run,
    keys: &mut Keys,
    out: &mut Outbox,
) -> Option<Next> {
    let all = kinds(scene);
    let focused = ui.memory(|memory| memory.has_focus(field_id()));
    let decision = if focused { decide(ui, run, &all, keys) } else { None };
    let theme = scene.theme;
    let mut chosen = None;
    let shown = egui::Frame::new()
        .stroke(egui::Stroke::new(1.0, theme.accent))
        .corner_radius(7)
        .inner_margin(8)
        .show(ui, |ui| {
            let filter = EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            let field = Field::singleline(&mut run.filter)
                .id(field_id())
                .hint_text("a digit chooses · letters find")
                .event_filter(filter)
                .desired_width(f32::INFINITY);
            let response = ui.add(field);
            fields::named_field(ui, &response, "Evidence kind");
            if response.changed() {
                run.marked = None;
            }
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.add_space(3.0);
            let fitting = fitting(&all, &run.filter);
            for (at, term) in fitting.iter().enumerate() {
                if entry(ui, scene, term, run.marked == Some(at)) {
                    chosen = Some(term.id);
                }
            }
            if fitting.is_empty() {
                fields::small(ui, "No kind of evidence is called so.");
            }
            ui.add_space(3.0);
            let marked = run.marked.and_then(|at| fitting.get(at));
            let keys = "Enter skips · Backspace goes back to the source · Esc leaves";
            fields::small(ui, marked.map_or(keys, |term| &term.definition));
        });
    let rect = shown.response.rect;
    if !focused && !run.fresh && pressed_outside(ui, rect) {
        return Some(Next::Drop);
    }
    take_keyboard(ui, run, field_id(), rect);
    let fitting = fitting(&all, &run.filter);
    match decision {
        Some(Decision::Choose(term)) => chosen = Some(term),
        Some(Decision::Enter) if run.marked.is_none() && run.filter.trim().is_empty() => {
            return Some(Next::Stage);
        }
        Some(Decision::Enter) => {
            chosen = fitting.get(run.marked.unwrap_or_default()).map(|term| term.id);
        }
        Some(Decision::Mark(by)) if !fitting.is_empty() => {
            let count = fitting.len() as isize;
            let before = run.marked.map_or(if by > 0 { -1 } else { 0 }, |at| at as isize);
            run.marked = Some((before + by).rem_euclid(count) as usize);
        }
        Some(Decision::Back) => return Some(Next::Back),
        Some(Decision::Leave) => return Some(Next::Leave),
        Some(Decision::Mark(_)) | None => {}
    }
    let term = chosen?;
    let edit = tagging(scene).set_evidence(&run.claims, term, out.ids());
    send(out, edit, "evidence").then_some(Next::Stage)
}

fn decide(ui: &Ui, run: &Run, all: &[&Term], keys: &mut Keys) -> Option<Decision> {
    let empty = run.filter.is_empty();
    keys.decide(ui, |event, around| {
        let is = |key| keys::pressed(event, key);
        if is(Key::Enter) {
            Some(Decision::Enter)
        } else if is(Key::Escape) {
            Some(Decision::Leave)
        } else if is(Key::ArrowDown) {
            Some(Decision::Mark(1))
        } else if is(Key::ArrowUp) {
            Some(Decision::Mark(-1))
        } else if empty && !around.after_text {
            if is(Key::Backspace) {
                return Some(Decision::Back);
            }
            let letter = keys::letter(event, around)?;
            let term = all.iter().find(|term| term.key == Some(letter))?;
            Some(Decision::Choose(term.id))
        } else {
            None
        }
    })
}

/// The kinds whose name, a word of it, or a part of it fits; the better fits first.
fn fitting<'a>(all: &[&'a Term], filter: &str) -> Vec<&'a Term> {
    let wanted = fold(filter);
    let rank = |term: &Term| {
        let name = fold(&term.name);
        if name.starts_with(&wanted) {
            Some(0)
        } else if name.split(' ').any(|word| word.starts_with(&wanted)) {
            Some(1)
        } else {
            name.contains(&wanted).then_some(2)
        }
    };
    let ranked = all.iter().filter_map(|term| Some((rank(term)?, *term)));
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, term)| term).collect()
}

/// One kind: its digit, its colour, its name and definition. Whether it was clicked.
fn entry(ui: &mut Ui, scene: &Scene<'_>, term: &Term, marked: bool) -> bool {
    let theme = scene.theme;
    let mut job = egui::text::LayoutJob::default();
    let mono = egui::FontId::monospace(12.0);
    let key = term.key.map_or(' ', |key| key).to_string();
    job.append(&key, 2.0, egui::TextFormat::simple(mono, theme.faint));
    let plain = egui::FontId::proportional(13.0);
    job.append(&term.name, 22.0, egui::TextFormat::simple(plain, theme.ink));
    let fine = egui::FontId::proportional(11.5);
    job.append(&term.definition, 8.0, egui::TextFormat::simple(fine, theme.faint));
    let size = egui::vec2(ui.available_width(), 23.0);
    let inside = size.x - 2.0 * ui.spacing().button_padding.x;
    let text = text::shown(ui, job, egui::TextWrapMode::Truncate, inside);
    let button = Button::selectable(marked, text).truncate().min_size(size);
    let response = ui.add(button);
    let dot = response.rect.left_center() + egui::vec2(29.0, 0.0);
    ui.painter().circle_filled(dot, 4.0, theme.term(term.colour));
    fields::named(&response, egui::Role::Button, &term.name);
    text::tip(response, &term.definition).clicked()
}
