//! Where the claim comes from: the bounds in one line, each number opened into its members,
//! and the ways to them, every step of which is a jump.

use egui::{CollapsingHeader, RichText, Ui};

use super::{
    fields,
    independence::NextRuling,
    view::{View, chain_name, hop_name, shortened, source_name},
};
use crate::{
    analysis::origins::{Chokepoint, Citation, LastVoice, Path},
    app::{
        action::Action,
        command::Command,
        struck, text, theme,
        tracing::{MOST_PATHS, Opened},
    },
    domain::{ids::ClaimId, project::Project, ruling::Voice},
};

/// How many members of a number are listed.
const MOST: usize = 100;

/// What a party is called.
pub(super) fn party_name(project: &Project, party: &[Voice]) -> String {
    if party.is_empty() {
        return "nobody named".to_owned();
    }
    let names: Vec<String> = party.iter().map(|voice| voice_name(project, *voice)).collect();
    names.join(", ")
}

/// What a source or work is called.
pub(in crate::app) fn voice_name(project: &Project, voice: Voice) -> String {
    match voice {
        Voice::Source(id) => source_name(project, id),
        Voice::Work(id) => {
            let work = project.work(id);
            work.map_or_else(|| id.to_string(), |work| work.display_title().to_owned())
        }
    }
}

/// The section.
pub(super) fn show(ui: &mut Ui, view: &mut View<'_>, ruling: &mut NextRuling) {
    if !view.claim.kind.can_have_origins() {
        return;
    }
    fields::heading(ui, "Origins", |ui| {
        let mut alleged = view.scene.tracing.alleged;
        let small = RichText::new("Alleged lineage").size(12.5);
        let tip = "Count voices as dependent where lineage is only alleged, too.";
        if ui.checkbox(&mut alleged, small).on_hover_text(tip).changed() {
            view.out.send(Action::CountAlleged(alleged));
        }
    });
    let theme = view.theme();
    theme::card(ui, theme, |ui| {
        let tracing = view.scene.tracing;
        match tracing.opened(view.claim.id) {
            Some(opened) => known(ui, view, opened, ruling),
            None if tracing.is_without(view.claim.id) => {
                fields::small(ui, "A newer text supersedes this article: its claims count there.");
            }
            None => {
                fields::small(ui, "Counting origins…");
            }
        }
    });
}

fn known(ui: &mut Ui, view: &mut View<'_>, opened: &Opened, ruling: &mut NextRuling) {
    let origins = &opened.origins;
    let figures = origins.figures;
    if opened.before != figures {
        let before = RichText::new(opened.before.to_string()).size(12.5);
        text::wrapped(ui, before.strikethrough().color(view.theme().faint));
        fields::small(ui, "What remains without what is discounted:");
    }
    text::wrapped(ui, RichText::new(figures.to_string()));
    if !figures.at_most.exact {
        fields::small(ui, "~ is a bound that is safe, but perhaps not the best one.");
    }
    for point in &origins.chokepoints {
        let name = match point {
            Chokepoint::Party(party) => party_name(view.project(), party),
            Chokepoint::Work(id) => voice_name(view.project(), Voice::Work(*id)),
        };
        let said = format!("Everything goes through {name}.");
        text::wrapped(ui, RichText::new(said).size(12.5).color(view.theme().warning));
    }
    ui.spacing_mut().item_spacing.y = 3.0;
    let list = &origins.citations;
    part(ui, "Citations", list.len(), |ui| {
        list.iter().take(MOST).for_each(|one| citation(ui, view, one));
    });
    part(ui, "Works", origins.works.len(), |ui| {
        for id in origins.works.iter().take(MOST) {
            voices(ui, view, &[Voice::Work(*id)]);
        }
    });
    let counted = origins.voices.len();
    part(ui, "Named last voices", counted, |ui| named(ui, view, &origins.voices, ruling));
    part(ui, "Unnamed", origins.unnamed.len(), |ui| {
        origins.unnamed.iter().take(MOST).for_each(|voice| last(ui, view, voice));
    });
    let open: Vec<&Citation> = list.iter().filter(|one| one.not_followed).collect();
    part(ui, "Not followed", open.len(), |ui| {
        open.iter().take(MOST).for_each(|one| citation(ui, view, one));
    });
    let others: Vec<ClaimId> = origins.claims.iter().chain(&origins.entailing).copied().collect();
    let others: Vec<ClaimId> = others.into_iter().filter(|id| *id != view.claim.id).collect();
    part(ui, "Claims beside this one", others.len(), |ui| {
        for id in others.iter().take(MOST) {
            let more = origins.entailing.contains(id);
            claim(ui, view, *id, if more { "says more" } else { "says the same" });
        }
    });
    part(ui, "Ways from this claim", opened.paths.len(), |ui| {
        for path in &opened.paths {
            way(ui, view, path);
        }
        if opened.paths.len() == MOST_PATHS {
            fields::small(ui, format!("The first {MOST_PATHS} ways are listed."));
        }
    });
}

/// A number with its members, closed until it is opened.
fn part(ui: &mut Ui, name: &str, count: usize, add: impl FnOnce(&mut Ui)) {
    if count == 0 {
        return;
    }
    let title = RichText::new(format!("{name} ({count})")).size(12.5);
    CollapsingHeader::new(title).id_salt(name).show(ui, |ui| {
        add(ui);
        if count > MOST && name != "Ways from this claim" {
            fields::small(ui, format!("… and {} more", count - MOST));
        }
    });
}

fn link(ui: &mut Ui, words: &str, name: &str) -> bool {
    linked(ui, RichText::new(shortened(words, 90)), name)
}

fn linked(ui: &mut Ui, words: RichText, name: &str) -> bool {
    let room = ui.available_width().max(60.0);
    let colour = ui.visuals().hyperlink_color;
    let shown = words.color(colour).size(12.5);
    let shown = text::shown(ui, shown, egui::TextWrapMode::Truncate, room);
    let response = ui.add(egui::Button::new(shown).truncate().frame(false));
    fields::named(&response, egui::Role::Button, name);
    response.clicked()
}

fn citation(ui: &mut Ui, view: &mut View<'_>, citation: &Citation) {
    let project = view.project();
    let title = project.article(citation.article).map_or("", |a| a.title());
    let Some(first) = citation.chains.first() else { return };
    let chain = project.claim(first.claim).and_then(|claim| claim.chain(first.chain));
    let Some(chain) = chain else { return };
    let words = format!("{} → {}", shortened(title, 40), chain_name(project, chain));
    if link(ui, &words, &format!("Citation: {words}")) {
        let (claim, chain) = (first.claim, first.chain);
        view.out.send(Action::JumpToStep { claim, chain, hop: None });
    }
    let onward: Vec<String> = citation
        .continues
        .iter()
        .filter_map(|id| project.article(*id))
        .map(|article| format!("goes on in {}", shortened(article.title(), 40)))
        .collect();
    let notes = [
        (citation.returns, "comes back to where it came from"),
        (citation.doubtful, "doubtful"),
        (citation.entailed, "from a claim that says more"),
    ];
    let notes = notes.iter().filter(|(is, _)| *is).map(|(_, words)| (*words).to_owned());
    let notes: Vec<String> = onward.into_iter().chain(notes).collect();
    if !notes.is_empty() {
        fields::small(ui, notes.join(" · "));
    }
}

/// The members of a party: each a jump, each to be discounted.
fn voices(ui: &mut Ui, view: &mut View<'_>, party: &[Voice]) {
    for voice in party {
        let name = voice_name(view.project(), *voice);
        ui.horizontal(|ui| {
            let struck = view.scene.tracing.is_discounted(*voice);
            let word = if struck { "Count again" } else { "Discount" };
            let width = ui.available_width() - 92.0;
            ui.allocate_ui(egui::vec2(width, 20.0), |ui| {
                ui.set_min_width(width);
                let words = struck::words(RichText::new(shortened(&name, 90)), struck);
                let said = struck::spoken(format!("Show {name}"), struck);
                if linked(ui, words, &said) {
                    view.out.send(match voice {
                        Voice::Source(id) => Action::ShowSource(*id),
                        Voice::Work(id) => Action::ShowWork(*id),
                    });
                }
            });
            let button = fields::quiet(ui, word, &format!("{word}: {name}"));
            if button.on_hover_text(Command::Discount.tooltip()).clicked() {
                view.out.send(Action::Discount(vec![*voice]));
            }
        });
    }
}

fn last(ui: &mut Ui, view: &mut View<'_>, voice: &LastVoice) {
    if voice.party.is_empty() {
        fields::small(ui, "nobody named");
    }
    voices(ui, view, &voice.party);
    let project = view.project();
    for of in voice.chains.iter().take(3) {
        let chain = project.claim(of.claim).and_then(|claim| claim.chain(of.chain));
        let Some(chain) = chain else { continue };
        let words = chain_name(project, chain);
        ui.indent(of.chain, |ui| {
            if link(ui, &words, &format!("Chain: {words}")) {
                view.out.send(Action::JumpToStep { claim: of.claim, chain: of.chain, hop: None });
            }
        });
    }
}

/// The named voices, those that hang together under one line.
fn named(ui: &mut Ui, view: &mut View<'_>, all: &[LastVoice], ruling: &mut NextRuling) {
    let mut groups: Vec<usize> = all.iter().map(|voice| voice.group).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups.into_iter().take(MOST) {
        let of: Vec<&LastVoice> = all.iter().filter(|voice| voice.group == group).collect();
        if of.len() > 1 {
            fields::small(ui, "Dependent on each other:");
        }
        for voice in of {
            ui.push_id(("voice", &voice.party), |ui| {
                one_named(ui, view, (voice, all), ruling);
            });
        }
    }
}

fn one_named(
    ui: &mut Ui,
    view: &mut View<'_>,
    (voice, all): (&LastVoice, &[LastVoice]),
    ruling: &mut NextRuling,
) {
    last(ui, view, voice);
    let notes = [
        (voice.counted, "counted in at most"),
        (voice.shown, "shown independent"),
        (voice.origin, "an origin"),
        (voice.doubtful, "doubtful"),
    ];
    let notes: Vec<&str> = notes.iter().filter(|(is, _)| *is).map(|(_, words)| *words).collect();
    if !notes.is_empty() {
        fields::small(ui, notes.join(" · "));
    }
    // Only between voices at which chains end as their origin does a ruling show anything.
    let can = |other: &&LastVoice| other.origin && other.group != voice.group;
    let others: Vec<&LastVoice> = all.iter().filter(can).collect();
    if !view.editable() || !voice.origin || others.is_empty() {
        return;
    }
    if ruling.is_about(view.claim.id, &voice.party) {
        ruling.form(ui, view, &others);
        return;
    }
    let name = party_name(view.project(), &voice.party);
    let name = format!("Rule independent: {name}");
    if fields::quiet(ui, "Rule independent of…", &name).clicked() {
        ruling.open(view.claim.id, &voice.party);
    }
}

fn claim(ui: &mut Ui, view: &mut View<'_>, id: ClaimId, how: &str) {
    let Some((article, claim)) = view.project().claim_in_article(id) else { return };
    let words = shortened(&claim.quotation(), 80);
    if link(ui, &words, &format!("Go to claim: {words}")) {
        view.out.send(Action::JumpToClaim(id));
    }
    fields::small(ui, text::joined([how, article.title()]));
}

/// A continued chain: the claims it passes and all their steps.
fn way(ui: &mut Ui, view: &mut View<'_>, path: &Path) {
    let project = view.project();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for leg in &path.legs {
            let (claim, chain) = (leg.chain.claim, leg.chain.chain);
            let title = project.article(leg.article).map_or("", |a| a.title());
            let title = shortened(title, 32);
            if fields::quiet(ui, &title, &format!("Go to claim in {title}")).clicked() {
                view.out.send(Action::JumpToClaim(claim));
            }
            let found = project.claim(claim).and_then(|claim| claim.chain(chain));
            let Some(found) = found else { continue };
            for (at, hop) in found.hops.iter().enumerate() {
                fields::small(ui, "→");
                let name = shortened(&hop_name(project, hop), 40);
                let falls = struck::hop(view.scene.tracing, project, hop);
                let words = struck::words(RichText::new(&name), falls);
                let said = struck::spoken(format!("Step {}: {name}", at + 1), falls);
                if fields::quiet_words(ui, words, &said).clicked() {
                    view.out.send(Action::JumpToStep { claim, chain, hop: Some(at) });
                }
            }
            if found.hops.is_empty() {
                fields::small(ui, "in its own voice");
            }
        }
        if path.returns {
            fields::small(ui, "and back");
        }
        if path.doubtful {
            fields::small(ui, "(doubtful)");
        }
    });
}
