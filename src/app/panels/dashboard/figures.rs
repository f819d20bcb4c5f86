//! The figures in words and numbers: what each is called, its lines, what a line leads to.

use egui::Color32;

use super::people;
use crate::{
    analysis::{
        balance::{Balance, Share},
        overview::{ByOrigins, Extent, Judged, Kinds, Overview, STEPS, Spread, Step, Weighed},
    },
    app::{action::Action, panels::claim::origins::voice_name, scene::Scene, text},
    domain::{
        assessment::{Confidence, Credibility, Likelihood},
        ruling::Voice,
        source::Reliability,
        vocabulary::Vocabulary,
    },
};

mod lists;

/// The most roles that are told apart.
const MOST_ROLES: usize = 10;

/// A figure.
pub(super) struct Figure<'a> {
    /// Tells it from the others.
    pub salt: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What is counted, in a sentence or two.
    pub about: String,
    /// What stands in the columns of numbers.
    pub heads: Vec<Head>,
    /// Its lines.
    pub body: Body<'a>,
    /// Whose names follow below.
    pub people: Option<&'a Balance>,
}

/// A column of numbers.
pub(super) struct Head {
    pub name: &'static str,
    /// The colour of its bars, where there are several to a line.
    pub colour: Option<Color32>,
}

/// The lines of a figure.
pub(super) enum Body<'a> {
    /// Few: a bar beside each.
    Few(Vec<Line>),
    /// Many: bars side by side over a table that scrolls.
    Many(Many<'a>),
}

/// Many lines, made when they are in view.
pub(super) struct Many<'a> {
    pub count: usize,
    /// How high a bar is.
    pub height: Box<dyn Fn(usize) -> f64 + 'a>,
    /// The line.
    pub line: Box<dyn Fn(usize) -> Line + 'a>,
    /// What stands below a bar.
    pub below: Box<dyn Fn(usize) -> String + 'a>,
    /// The most that a bar can be; otherwise the highest one is the measure.
    pub most: Option<f64>,
    /// Which lines have a bar.
    pub drawn: std::ops::Range<usize>,
    /// What the bars show, for who can't see them.
    pub spoken: String,
}

/// A line of a figure.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub name: String,
    /// The numbers, each with a bar.
    pub values: Vec<u32>,
    /// The share that is told beside the last number, in percent.
    pub share: Option<u32>,
    /// The bar's colour where there is one bar.
    pub colour: Color32,
    /// Whether it counts what has no value: it has no bar, for it is not on the scale.
    pub missing: bool,
    /// The source or work that it is about.
    pub voice: Option<Voice>,
    /// What it leads to.
    pub action: Option<Action>,
}

impl Line {
    pub(super) fn new(name: impl Into<String>, value: u32, colour: Color32) -> Self {
        Self {
            name: name.into(),
            values: vec![value],
            share: None,
            colour,
            missing: false,
            voice: None,
            action: None,
        }
    }

    pub(super) fn of(self, whole: u32) -> Self {
        let share = Share { part: self.values.first().copied().unwrap_or(0), whole };
        Self { share: (whole > 0).then(|| share.percent()), ..self }
    }

    fn missing(name: &str, value: u32, scene: &Scene<'_>) -> Self {
        Self { missing: true, ..Self::new(name, value, scene.theme.faint) }
    }
}

pub(super) fn head(name: &'static str) -> Head {
    Head { name, colour: None }
}

/// All that is known.
pub(super) fn all<'a>(
    scene: &'a Scene<'a>,
    extent: Extent,
    overview: &'a Overview,
    weighed: Option<&'a Weighed>,
) -> Vec<Figure<'a>> {
    let mut all = Vec::new();
    if let Some(weighed) = weighed {
        all.push(origins(scene, &weighed.by_origins));
        all.push(concentration(scene, &weighed.balance));
    }
    all.push(evidence(scene, &overview.evidence));
    match &overview.spread {
        Spread::Articles(list) => all.push(lists::articles(scene, list)),
        Spread::Text(parts) => all.extend(lists::parts(scene, extent, parts)),
    }
    all.push(judged(
        scene,
        ("confidence", "Analytic confidence"),
        &overview.confidence,
        Confidence::label,
    ));
    all.push(judged(
        scene,
        ("credibility", "Information credibility"),
        &overview.credibility,
        Credibility::label,
    ));
    all.push(judged(scene, ("likelihood", "Likelihood"), &overview.likelihood, Likelihood::label));
    if let Some(weighed) = weighed {
        all.push(by_kind(scene, &weighed.balance));
        all.push(by_role(scene, &weighed.balance));
        all.push(by_reliability(scene, &weighed.balance));
        all.push(people::figure(scene, &weighed.balance));
        all.push(shares(scene, &weighed.balance));
    }
    all.push(lists::sessions(scene, &overview.sessions));
    all
}

fn step_name(step: Step) -> String {
    match step {
        Step::NoChain => "No chain".to_owned(),
        Step::Origins(from, Some(to)) if from == to => from.to_string(),
        Step::Origins(from, Some(to)) => format!("{from}–{to}"),
        Step::Origins(from, None) => format!("{from} or more"),
    }
}

fn origins<'a>(scene: &Scene<'_>, by: &ByOrigins) -> Figure<'a> {
    let theme = scene.theme;
    let mut heads = vec![Head { name: "at most", colour: Some(theme.accent) }];
    let mut series: Vec<[u32; STEPS]> = vec![by.at_most];
    if let Some(remains) = by.remains {
        heads.push(Head { name: "remains", colour: Some(theme.warning) });
        series.push(remains);
    }
    heads.push(Head { name: "shown", colour: Some(theme.good) });
    series.push(by.shown);
    let lines = Step::ALL.iter().enumerate().map(|(at, step)| {
        let values = series.iter().map(|series| series[at]).collect();
        Line { values, ..Line::new(step_name(*step), 0, theme.accent) }
    });
    let mut about = "Classes of claims by how many independent origins they have at most, and by how many were shown. With none at most, all voices are unnamed.".to_owned();
    if by.remains.is_some() {
        about.push_str(" What remains is without what is discounted.");
    }
    if by.inexact > 0 {
        about =
            format!("{about} Of {}, the bound is safe but perhaps not the best one.", by.inexact);
    }
    let body = Body::Few(lines.collect());
    Figure { salt: "origins", title: "Origins per class", about, heads, body, people: None }
}

fn concentration<'a>(scene: &Scene<'_>, balance: &Balance) -> Figure<'a> {
    let Share { part, whole } = balance.concentration;
    let of = |&(voice, count): &(Voice, u32)| Line {
        voice: Some(voice),
        action: Some(match voice {
            Voice::Source(id) => Action::ShowSource(id),
            Voice::Work(id) => Action::ShowWork(id),
        }),
        ..Line::new(voice_name(scene.project, voice), count, scene.theme.accent).of(whole)
    };
    let mut lines: Vec<Line> = balance.top.iter().map(of).collect();
    if whole > 0 {
        let quiet = scene.theme.tint(scene.theme.faint, 0.45);
        lines.push(Line::new("Classes past them", whole - part, quiet).of(whole));
    }
    let about = if whole == 0 {
        "No class of claims has a chain yet.".to_owned()
    } else {
        let percent = balance.concentration.percent();
        let remains = if scene.tracing.discount.is_empty() {
            ""
        } else {
            " This is what remains without what is discounted."
        };
        format!(
            "The last voices of most classes. {part} of {whole} classes with a citation, {percent} %, go through one of them.{remains}"
        )
    };
    Figure {
        salt: "concentration",
        title: "Concentration",
        about,
        heads: vec![head("classes"), head("share")],
        body: Body::Few(lines),
        people: None,
    }
}

fn evidence<'a>(scene: &Scene<'_>, kinds: &Kinds) -> Figure<'a> {
    let of = |(id, count): &(_, u32)| {
        let term = scene.project.term(*id)?;
        let colour = scene.theme.term(term.colour);
        Some(Line::new(term.name.clone(), *count, colour).of(kinds.with))
    };
    let mut lines: Vec<Line> = kinds.kinds.iter().filter_map(of).collect();
    // The most frequent first: the codebook is in the order of ids.
    lines.sort_by_key(|line| std::cmp::Reverse(line.values.first().copied()));
    lines.push(Line::missing("No evidence yet", kinds.without, scene));
    Figure {
        salt: "evidence",
        title: "Evidence kinds",
        about: "Claims by the kinds of evidence behind them. A claim may rest on several; the shares are of the claims with evidence.".to_owned(),
        heads: vec![head("claims"), head("share")],
        body: Body::Few(lines),
        people: None,
    }
}

fn judged<'a, T: Vocabulary>(
    scene: &Scene<'_>,
    (salt, title): (&'static str, &'static str),
    judged: &Judged<T>,
    label: fn(T) -> &'static str,
) -> Figure<'a> {
    let all = judged.all();
    let of =
        |(grade, count): &(T, u32)| Line::new(label(*grade), *count, scene.theme.accent).of(all);
    let mut lines: Vec<Line> = judged.grades.iter().map(of).collect();
    if judged.cannot > 0 {
        lines.push(Line::missing("6 · Truth cannot be judged", judged.cannot, scene));
    }
    lines.push(Line::missing("Claims not judged", judged.unjudged, scene));
    Figure {
        salt,
        title,
        about: "Each analyst's newest judgement of each claim. What is not judged enters no share."
            .to_owned(),
        heads: vec![head("judged"), head("share")],
        body: Body::Few(lines),
        people: None,
    }
}

/// What is said of the three figures of voices.
const VOICES: &str = "A voice counts once for each claim in which it speaks.";

fn by_kind<'a>(scene: &Scene<'_>, balance: &Balance) -> Figure<'a> {
    let all: u32 = balance.by_kind.values().sum();
    let mut kinds: Vec<(&str, u32)> = balance.by_kind.iter().map(|(k, n)| (*k, *n)).collect();
    kinds.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    let of = |(name, count): &(&str, u32)| Line::new(*name, *count, scene.theme.accent).of(all);
    Figure {
        salt: "kinds",
        title: "Voices by kind",
        about: VOICES.to_owned(),
        heads: vec![head("voices"), head("share")],
        body: Body::Few(kinds.iter().map(of).collect()),
        people: None,
    }
}

fn by_role<'a>(scene: &Scene<'_>, balance: &Balance) -> Figure<'a> {
    let named = || balance.by_role.iter().filter(|(role, _)| !role.is_empty());
    let all: u32 = named().map(|(_, count)| count).sum();
    let mut roles: Vec<(&String, u32)> = named().map(|(role, count)| (role, *count)).collect();
    roles.sort_by_key(|(role, count)| (std::cmp::Reverse(*count), *role));
    let rest: u32 = roles.iter().skip(MOST_ROLES).map(|(_, count)| count).sum();
    let more = roles.len().saturating_sub(MOST_ROLES);
    roles.truncate(MOST_ROLES);
    let line = |name: String, count| Line::new(name, count, scene.theme.accent).of(all);
    let mut lines: Vec<Line> =
        roles.into_iter().map(|(role, count)| line(role.clone(), count)).collect();
    if more > 0 {
        lines.push(line(text::joined(["Other roles".to_owned(), more.to_string()]), rest));
    }
    let without = balance.by_role.get("").copied().unwrap_or(0);
    lines.push(Line::missing("No role recorded", without, scene));
    Figure {
        salt: "roles",
        title: "Voices by role",
        about: VOICES.to_owned(),
        heads: vec![head("voices"), head("share")],
        body: Body::Few(lines),
        people: None,
    }
}

fn by_reliability<'a>(scene: &Scene<'_>, balance: &Balance) -> Figure<'a> {
    let count = |grade: Option<Reliability>| balance.by_reliability.get(&grade).copied();
    let grades = Reliability::ALL.iter().filter(|grade| grade.is_judged());
    let counted: Vec<(Reliability, u32)> =
        grades.map(|grade| (*grade, count(Some(*grade)).unwrap_or(0))).collect();
    let all: u32 = counted.iter().map(|(_, count)| count).sum();
    let of = |(grade, count): &(Reliability, u32)| {
        Line::new(grade.label(), *count, scene.theme.accent).of(all)
    };
    let mut lines: Vec<Line> = counted.iter().map(of).collect();
    lines.push(Line::missing("Not graded, or F", count(None).unwrap_or(0), scene));
    Figure {
        salt: "reliability",
        title: "Voices by reliability",
        about: format!("{VOICES} F is a missing value, and enters no share."),
        heads: vec![head("voices"), head("share")],
        body: Body::Few(lines),
        people: None,
    }
}

fn shares<'a>(scene: &Scene<'_>, balance: &Balance) -> Figure<'a> {
    let line =
        |name: &str, share: Share| Line::new(name, share.part, scene.theme.accent).of(share.whole);
    let own = balance.own_voice_without_evidence;
    Figure {
        salt: "shares",
        title: "Nobody to ask",
        about: format!(
            "Of {} claims that can have an origin, those in the article's own voice without evidence; of {} last voices, those that nobody can name.",
            own.whole, balance.unnamed.whole
        ),
        heads: vec![head("count"), head("share")],
        body: Body::Few(vec![
            line("Own voice, no evidence", own),
            line("Unnamed last voices", balance.unnamed),
        ]),
        people: None,
    }
}
