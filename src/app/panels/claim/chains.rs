//! The chains of a claim: each a row of steps from the article's voice to the last voice.

use egui::{Button, RichText, Ui, vec2};

use super::{
    Parts,
    drafts::Look,
    fields, hop, note_offers,
    stored::Field,
    view::{View, chain_name, hop_name, made, shortened},
};
use crate::{
    app::{command::Command, dispatch::tagging::HopPlace, struck, text, theme},
    domain::{
        chain::{Chain, ChainEnd, Hop, MAX_HOPS},
        vocabulary::Vocabulary as _,
    },
};

/// All chains, and what can be taken over.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts) {
    for (at, chain) in view.claim.chains.iter().enumerate() {
        if at > 0 {
            ui.add_space(4.0);
            ui.separator();
        }
        ui.push_id(chain.id.as_str(), |ui| one(ui, view, parts, chain, at));
    }
    if !view.editable() {
        return;
    }
    note_offers::show(ui, view, parts);
    if view.claim.chains.is_empty() {
        offer_around(ui, view);
    }
}

/// The chain of the claim around this one, to be taken over.
fn offer_around(ui: &mut Ui, view: &mut View<'_>) {
    let Some(around) = view.tagging().chain_around(view.claim.id) else { return };
    let names: Vec<_> = around.claim.chains.iter().map(|c| chain_name(view.project(), c)).collect();
    let names = names.join("; ");
    let key = shortcut(ui, Command::TakeOverChain);
    let text = format!("Take over: {}  {key}", shortened(&names, 40));
    let whence = if around.same_quotation {
        "from a claim in the same block quotation"
    } else {
        "from the claim around this one"
    };
    let clicked = ui
        .horizontal(|ui| {
            ui.add_space(fields::LABEL + ui.spacing().item_spacing.x);
            let offer = fields::quiet(ui, &text, "Take over the chain around");
            text::tip(offer, format!("{names}\n{whence}")).clicked()
        })
        .inner;
    if clicked {
        let edit = view.tagging().take_over_chain(view.claim.id, view.out.ids());
        view.send(edit, "take over chain");
    }
}

fn one(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, chain: &Chain, at: usize) {
    let top = ui.cursor().min;
    steps(ui, view, parts, chain, at);
    if parts.reveal == Some(chain.id) {
        parts.reveal = None;
        let rect = egui::Rect::from_min_max(top, ui.min_rect().max);
        ui.scroll_to_rect(rect.expand(10.0), Some(egui::Align::TOP));
    }
    let chosen = parts.hop.filter(|place| {
        place.claim == view.claim.id && place.chain == chain.id && place.hop < chain.hops.len()
    });
    if let Some(place) = chosen
        && let Some(hop) = chain.hops.get(place.hop)
    {
        ui.add_space(4.0);
        let theme = view.theme();
        ui.push_id(place.hop, |ui| {
            fields::inset(ui, theme, |ui| hop::editor(ui, view, parts, (place, hop, chain)));
        });
        ui.add_space(4.0);
    }
    ends(ui, view, chain);
    let doubtful = Field::Doubtful(chain.id);
    if chain.doubtful.is_some()
        || parts.opened.contains(&doubtful)
        || parts.drafts.is_open(view.claim.id, &doubtful)
    {
        let look = Look { name: "Doubtful", hint: "how else it can be read", rows: 1 };
        fields::row(ui, "Doubtful", |ui, label| {
            parts.drafts.field(ui, view, doubtful.clone(), look, Some(label));
        });
    }
    if view.editable() {
        tools(ui, view, parts, chain);
    }
    fields::small(ui, made(view.project(), chain.by, chain.at));
}

/// The row of steps.
fn steps(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, chain: &Chain, number: usize) {
    let theme = view.theme();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 5.0);
        let voice = view.article.head.byline.clone();
        let voice = voice.or_else(|| view.article.head.publisher.clone());
        let voice = voice.unwrap_or_else(|| "Article".to_owned());
        let (tracing, project) = (view.scene.tracing, view.project());
        let falls = chain.hops.is_empty() && struck::own_voice(tracing, project, view.article);
        let text = RichText::new(shortened(&voice, 22)).size(12.5).color(theme.faint);
        let text = struck::words(text, falls);
        let chip = egui::Frame::new()
            .stroke(egui::Stroke::new(1.0, theme.line))
            .corner_radius(11)
            .inner_margin(egui::Margin::symmetric(8, 3))
            .show(ui, |ui| text::unbroken(ui, text));
        text::tip(chip.response, format!("The article's own voice: {voice}"));
        for (at, hop) in chain.hops.iter().enumerate() {
            let place = HopPlace { claim: view.claim.id, chain: chain.id, hop: at };
            let open = parts.hop == Some(place);
            arrow(ui, view, hop);
            if step(ui, view, hop, (number, at), open) {
                parts.hop = if open { None } else { Some(place) };
            }
        }
        let end = match chain.end {
            ChainEnd::Origin => "· origin",
            ChainEnd::GivesNoSource => "· names nobody",
            ChainEnd::NotFollowed => "· not followed",
            ChainEnd::Unavailable => "→ unavailable",
        };
        ui.label(RichText::new(end).size(12.0).color(theme.faint))
            .on_hover_text(chain.end.definition());
    });
}

fn arrow(ui: &mut Ui, view: &View<'_>, hop: &Hop) {
    let theme = view.theme();
    let (sign, colour) = if hop.negated { ("not →", theme.danger) } else { ("→", theme.faint) };
    let cue = hop.cue_anchors.iter().map(|a| a.exact.as_str()).collect::<Vec<_>>().join(" … ");
    let label = ui.label(RichText::new(sign).color(colour));
    if !cue.is_empty() {
        text::tip(label, format!("Cue: “{cue}”"));
    }
}

/// One step as a chip. Whether it was clicked.
fn step(ui: &mut Ui, view: &View<'_>, hop: &Hop, (chain, at): (usize, usize), open: bool) -> bool {
    let name = hop_name(view.project(), hop);
    let references = view.article.references.iter();
    let note = hop.reference.and_then(|id| references.clone().find(|r| r.id == id));
    let theme = view.theme();
    let falls = struck::hop(view.scene.tracing, view.project(), hop);
    let mut text = egui::text::LayoutJob::default();
    let plain = egui::FontId::proportional(13.0);
    let fine = egui::FontId::proportional(11.0);
    let plain = egui::TextFormat::simple(plain, theme.ink);
    text.append(&shortened(&name, 30), 0.0, struck::format(plain, falls));
    if let Some(note) = note {
        let format = egui::TextFormat::simple(fine.clone(), theme.faint);
        text.append(&format!("[{}]", note.label), 3.0, format);
    }
    if let Some(check) = &hop.check {
        use crate::domain::chain::CheckResult as R;
        let (mark, colour) = match check.result {
            R::Accurate => ("✓", theme.good),
            R::Distorted | R::NotThere => ("!", theme.danger),
            R::Unavailable => ("?", theme.warning),
        };
        text.append(mark, 4.0, egui::TextFormat::simple(fine, colour));
    }
    let edge = if open { theme.accent } else { theme.line };
    let response = ui.add(
        Button::new(text::line(ui, text))
            .corner_radius(11)
            .stroke(egui::Stroke::new(1.0, edge))
            .fill(if open { theme.chosen } else { theme.field })
            .min_size(vec2(0.0, 24.0)),
    );
    let number = if chain == 0 { String::new() } else { format!("Chain {}, ", chain + 1) };
    let known = struck::spoken(format!("{number}Step {}: {name}", at + 1), falls);
    fields::named(&response, egui::Role::Button, &known);
    let work = hop.work.and_then(|id| view.project().work(id));
    let hover = work.map_or(name.clone(), |work| format!("{name}\n{}", work.display_title()));
    text::tip(response, hover).clicked()
}

/// How the chain ends, as four toggles.
fn ends(ui: &mut Ui, view: &mut View<'_>, chain: &Chain) {
    let chosen = fields::wrapped_row(ui, "Ends", |ui| {
        ui.add_enabled_ui(view.editable(), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                ui.spacing_mut().button_padding.x = 6.0;
                let key = |end| match end {
                    ChainEnd::Origin => "O",
                    ChainEnd::GivesNoSource => "G",
                    ChainEnd::NotFollowed => "X",
                    ChainEnd::Unavailable => "U",
                };
                let name = |end: ChainEnd| format!("Chain ends: {}", end.label().to_lowercase());
                fields::toggles(ui, Some(chain.end), name, key)
            })
            .inner
        })
        .inner
    });
    if let Some(end) = chosen {
        let edit = view.tagging().set_chain_end(&[view.claim.id], Some(chain.id), end);
        view.send(edit, "end of chain");
    }
}

fn tools(ui: &mut Ui, view: &mut View<'_>, parts: &mut Parts, chain: &Chain) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if chain.hops.len() < MAX_HOPS && fields::quiet(ui, "+ Step", "Add a step").clicked() {
            let place = HopPlace { claim: view.claim.id, chain: chain.id, hop: chain.hops.len() };
            let edit = view.tagging().insert_hop(place, Hop::default());
            if view.send(edit, "add step") {
                parts.hop = Some(place);
            }
        }
        if fields::quiet(ui, "Also through…", Command::AlsoThrough.name())
            .on_hover_text(Command::AlsoThrough.tooltip())
            .clicked()
        {
            let copy = view.tagging().also_through(view.claim.id, chain.id, view.out.ids());
            match copy {
                Ok((copy, edit)) => {
                    let last = chain.hops.len().saturating_sub(1);
                    parts.hop = Some(HopPlace { claim: view.claim.id, chain: copy, hop: last });
                    view.send(Ok(edit), "also through");
                }
                Err(why) => {
                    view.send(Err(why), "");
                }
            }
        }
        if chain.doubtful.is_none() && fields::quiet(ui, "Doubtful…", "Mark as doubtful").clicked()
        {
            parts.opened.insert(Field::Doubtful(chain.id));
        }
        if theme::small_button(ui, "Delete", "Delete the chain").clicked() {
            let edit = view.tagging().remove_chain(view.claim.id, chain.id);
            view.send(edit, "delete chain");
        }
    });
}

/// The first shortcut of a command, as text.
pub(super) fn shortcut(ui: &Ui, command: Command) -> String {
    command.shortcuts().first().map_or_else(String::new, |key| ui.ctx().format_shortcut(key))
}
