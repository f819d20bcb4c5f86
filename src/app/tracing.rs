//! Where the claims come from, followed while the analyst works: the origins of the selected
//! claim, what discounting leaves, and the findings. All of it is counted on a thread that has
//! the caches meanwhile; until it is back, the last answers are shown.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::Context;

use super::tasks::{Answer, Later};
use crate::{
    analysis::{
        findings::{self, Finding, Seen, Severity},
        origins::{Cache, Difference, Discount, Figures, Origins, Path},
        overview::{Extent, Weighed, weigh},
    },
    domain::{
        ids::{ArticleId, ClaimId},
        project::Project,
        ruling::Voice,
        span::Span,
    },
};

/// The most continued chains of a claim that are listed.
pub const MOST_PATHS: usize = 200;

/// From this many claims on, findings wait until the project rests.
const MANY_CLAIMS: usize = 1_500;

/// How long it has to rest then.
const REST: Duration = Duration::from_millis(500);

/// What is asked of the origins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Question {
    claim: Option<ClaimId>,
    discount: Discount,
    alleged: bool,
}

/// The origins of a claim's class.
#[derive(Debug)]
pub struct Opened {
    /// The claim.
    pub claim: ClaimId,
    /// The figures with nothing discounted.
    pub before: Figures,
    /// What is behind the figures, without what is discounted.
    pub origins: Origins,
    /// The claim's own continued chains, at most [`MOST_PATHS`].
    pub paths: Vec<Path>,
}

/// A place in a text that a finding concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// Where, in code points.
    pub span: Span,
    /// How much the finding matters.
    pub severity: Severity,
    /// How far the places up to this one reach, in code points.
    pub reach: u32,
}

impl Marked {
    /// Those of an article's places, in order, that may meet a span.
    pub fn around(places: &[Self], span: Span) -> &[Self] {
        let from = places.partition_point(|place| place.reach <= span.start);
        let to = places.partition_point(|place| place.span.start < span.end);
        places.get(from..to).unwrap_or_default()
    }
}

/// The findings of a project.
#[derive(Debug, Default)]
pub struct Found {
    /// All, dismissed ones included.
    pub all: Vec<Finding>,
    /// How many of them stand.
    pub standing: usize,
    /// The places of those that stand, by article, in the order of their starts.
    pub marks: HashMap<ArticleId, Vec<Marked>>,
}

/// What voices and origins are weighed for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Weighing {
    extent: Extent,
    discount: Discount,
    alleged: bool,
}

/// The caches: one for what is accepted, one for what is alleged as well.
#[derive(Debug, Default)]
struct Caches {
    accepted: Cache,
    alleged: Option<Cache>,
}

/// What a thread comes back with.
#[derive(Debug)]
enum Reply {
    Opened(Project, Question, Option<Box<Opened>>, Vec<Difference>),
    Weighed(Project, Weighing, Box<Weighed>),
    Found(Project, Discount, Found),
}

/// Origins and findings of the open project.
#[derive(Debug, Default)]
pub struct Tracing {
    /// What is taken to be wrong. A view: nothing in the project changes.
    pub discount: Discount,
    /// Whether alleged lineage counts, too.
    pub alleged: bool,
    caches: Caches,
    away: Option<Later<(Caches, Reply)>>,
    opened: Option<(Project, Question, Option<Box<Opened>>)>,
    differences: Vec<Difference>,
    /// What is to be weighed; none where nobody looks at it.
    wanted: Option<Extent>,
    weighed: Option<(Project, Weighing, Box<Weighed>)>,
    found: Option<(Project, Discount, Arc<Found>)>,
    /// The project as it was last seen, and since when.
    seen: Option<(Project, Instant)>,
    /// Whether a thread was lost: it is not tried again.
    lost: bool,
}

impl Tracing {
    /// The origins of a claim, if they are known, as they are or were a moment ago.
    pub fn opened(&self, claim: ClaimId) -> Option<&Opened> {
        let (_, _, opened) = self.opened.as_ref()?;
        opened.as_deref().filter(|opened| opened.claim == claim)
    }

    /// Whether the origins of a claim were asked for and it has none to tell.
    pub fn is_without(&self, claim: ClaimId) -> bool {
        let of = self.opened.as_ref();
        of.is_some_and(|(_, asked, opened)| asked.claim == Some(claim) && opened.is_none())
    }

    /// The classes that something changes for by what is discounted, the hardest hit first.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// Asks for the voices and origins of a project or article, as long as they are looked at.
    pub fn want(&mut self, extent: Option<Extent>) {
        self.wanted = extent;
    }

    /// The voices and origins that were asked for, as they are or were a moment ago.
    pub fn weighed(&self, extent: Extent) -> Option<&Weighed> {
        let (_, asked, weighed) = self.weighed.as_ref()?;
        (asked.extent == extent).then_some(weighed)
    }

    /// The findings, as they are or were a moment ago.
    pub fn found(&self) -> Option<&Arc<Found>> {
        self.found.as_ref().map(|(_, _, found)| found)
    }

    /// Whether a source or work is discounted.
    pub fn is_discounted(&self, voice: Voice) -> bool {
        match voice {
            Voice::Source(id) => self.discount.sources.contains(&id),
            Voice::Work(id) => self.discount.works.contains(&id),
        }
    }

    /// Discounts a source or work, or counts it again.
    pub fn toggle(&mut self, voice: Voice) {
        match voice {
            Voice::Source(id) => {
                if !self.discount.sources.remove(&id) {
                    self.discount.sources.insert(id);
                }
            }
            Voice::Work(id) => {
                if !self.discount.works.remove(&id) {
                    self.discount.works.insert(id);
                }
            }
        }
    }

    /// Follows the project and the selected claim.
    pub fn follow(&mut self, ctx: &Context, project: &Project, claim: Option<ClaimId>) {
        match self.away.as_ref().map(Later::look) {
            Some(Answer::Waiting) => return,
            Some(Answer::Ready((caches, reply))) => self.take(caches, reply),
            Some(Answer::Lost) => self.lost = true,
            None => {}
        }
        self.away = None;
        self.forget(project);
        if self.lost {
            return;
        }
        let changed = self.seen.as_ref().is_none_or(|(of, _)| !of.same_but_sessions(project));
        if changed {
            self.seen = Some((project.clone(), Instant::now()));
        }
        let question = Question { claim, discount: self.discount.clone(), alleged: self.alleged };
        let is_answered = self
            .opened
            .as_ref()
            .is_some_and(|(of, asked, _)| *asked == question && of.same_but_sessions(project));
        let of_nothing = claim.is_none() && question.discount.is_empty();
        if !is_answered && of_nothing {
            self.opened = None;
            self.differences.clear();
        } else if !is_answered {
            self.start(ctx, project, "Counting origins", move |caches, project| {
                open(caches, project, question)
            });
            return;
        }
        let rested = self.seen.as_ref().map_or(REST, |(_, since)| since.elapsed());
        let wait = REST.saturating_sub(rested);
        let waits = project.claim_count() >= MANY_CLAIMS && !wait.is_zero();
        if let Some(asked) = self.to_weigh(project) {
            if waits && self.weighed(asked.extent).is_some() {
                ctx.request_repaint_after(wait);
            } else {
                self.start(ctx, project, "Weighing voices", move |caches, project| {
                    weigh_all(caches, project, asked)
                });
            }
            return;
        }
        let known = self.found.as_ref().filter(|(of, _, _)| of.same_but_sessions(project));
        if known.is_some_and(|(_, discount, _)| *discount == self.discount) {
            return;
        }
        if waits && self.found.is_some() {
            ctx.request_repaint_after(wait);
            return;
        }
        let discount = self.discount.clone();
        self.start(ctx, project, "Looking for findings", move |caches, project| {
            look(caches, project, discount)
        });
    }

    /// What is still to be weighed.
    fn to_weigh(&self, project: &Project) -> Option<Weighing> {
        let extent = self.wanted?;
        let asked = Weighing { extent, discount: self.discount.clone(), alleged: self.alleged };
        let known = self.weighed.as_ref();
        let is_known = known.is_some_and(|(of, w, _)| *w == asked && of.same_but_sessions(project));
        (!is_known).then_some(asked)
    }

    /// What was discounted and is gone is no longer discounted.
    fn forget(&mut self, project: &Project) {
        self.discount.sources.retain(|id| project.source(*id).is_some());
        self.discount.works.retain(|id| project.work(*id).is_some());
    }

    fn take(&mut self, caches: Caches, reply: Reply) {
        self.caches = caches;
        match reply {
            Reply::Opened(of, asked, opened, differences) => {
                self.opened = Some((of, asked, opened));
                self.differences = differences;
            }
            Reply::Weighed(of, asked, weighed) => self.weighed = Some((of, asked, weighed)),
            Reply::Found(of, discount, found) => {
                self.found = Some((of, discount, Arc::new(found)));
            }
        }
    }

    fn start(
        &mut self,
        ctx: &Context,
        project: &Project,
        name: &str,
        work: impl FnOnce(&mut Caches, Project) -> Reply + Send + 'static,
    ) {
        let mut caches = std::mem::take(&mut self.caches);
        let project = project.clone();
        self.away = Later::start(name, ctx, move || {
            let reply = work(&mut caches, project);
            (caches, reply)
        });
        self.lost = self.away.is_none();
    }
}

impl Caches {
    /// One of them, up to date with a project.
    fn of(&mut self, project: &Project, alleged: bool) -> &Cache {
        let cache = if alleged {
            self.alleged.get_or_insert_with(|| Cache::new(true))
        } else {
            &mut self.accepted
        };
        cache.update(project);
        cache
    }
}

fn weigh_all(caches: &mut Caches, project: Project, asked: Weighing) -> Reply {
    let cache = caches.of(&project, asked.alleged);
    let weighed = weigh(&project, cache, asked.extent, &asked.discount);
    Reply::Weighed(project, asked, Box::new(weighed))
}

fn open(caches: &mut Caches, project: Project, question: Question) -> Reply {
    let cache = caches.of(&project, question.alleged);
    let opened = question.claim.and_then(|claim| {
        Some(Box::new(Opened {
            claim,
            before: cache.figures(claim)?,
            origins: cache.origins(claim, &question.discount)?,
            paths: cache.paths(claim, &question.discount, MOST_PATHS),
        }))
    });
    let differences = cache.discount(&question.discount);
    Reply::Opened(project, question, opened, differences)
}

fn look(caches: &mut Caches, project: Project, discount: Discount) -> Reply {
    caches.accepted.update(&project);
    let left = caches.accepted.left(&discount);
    let all = findings::all(Seen { project: &project, origins: &caches.accepted, left: &left });
    let mut marks: HashMap<ArticleId, Vec<Marked>> = HashMap::new();
    for finding in all.iter().filter(|finding| finding.dismissed.is_none()) {
        for place in &finding.places {
            let (Some(article), Some(span)) = (place.article, place.span) else { continue };
            let mark = Marked { span, severity: finding.severity, reach: 0 };
            marks.entry(article).or_default().push(mark);
        }
    }
    for places in marks.values_mut() {
        // The more severe of two findings at one place is the one that is seen.
        places.sort_unstable_by_key(|m| (m.span.start, m.span.end, m.severity));
        places.dedup_by_key(|m| m.span);
        let mut reach = 0;
        for place in places {
            reach = reach.max(place.span.end);
            place.reach = reach;
        }
    }
    let standing = all.iter().filter(|finding| finding.dismissed.is_none()).count();
    Reply::Found(project, discount, Found { all, standing, marks })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::origins::{Left, tests::make::make};
    use crate::domain::sample::project as sample;

    #[test]
    fn only_places_that_may_be_in_view_are_looked_at() {
        let mut reach = 0;
        let places: Vec<Marked> = [(0, 90), (10, 20), (30, 40), (80, 85), (100, 110)]
            .map(|(start, end)| {
                reach = reach.max(end);
                Marked { span: Span::new(start, end), severity: Severity::Note, reach }
            })
            .to_vec();
        let around = |start, end| Marked::around(&places, Span::new(start, end)).len();
        assert_eq!(around(0, 5), 1);
        assert_eq!(around(35, 95), 4, "a long place before the window may reach into it");
        assert_eq!(around(90, 120), 1);
        assert_eq!(around(200, 300), 0);
        assert_eq!(Marked::around(&[], Span::new(0, 9)), &[]);
    }

    fn settled(tracing: &mut Tracing, project: &Project, claim: Option<ClaimId>) {
        let ctx = Context::default();
        loop {
            tracing.follow(&ctx, project, claim);
            if tracing.away.is_none() {
                return;
            }
            std::thread::yield_now();
        }
    }

    #[test]
    fn a_claim_opens_into_its_origins_and_the_findings_follow() {
        let project = sample();
        let claim = project.claims().next().expect("a claim").1.id;
        let mut tracing = Tracing::default();
        settled(&mut tracing, &project, Some(claim));
        let cache = Cache::of(&project, false);
        let left = Left::default();
        let opened = tracing.opened(claim).expect("opened");
        assert_eq!(Some(opened.before), cache.figures(claim));
        let found = tracing.found().expect("looked for");
        assert_eq!(
            found.all,
            findings::all(Seen { project: &project, origins: &cache, left: &left })
        );
    }

    #[test]
    fn what_somebody_looks_at_is_weighed_and_nothing_else() {
        let project = sample();
        let mut tracing = Tracing::default();
        settled(&mut tracing, &project, None);
        assert_eq!(tracing.weighed(Extent::Project), None);
        let article = Extent::Article(project.claims().next().expect("a claim").0.id);
        for extent in [Extent::Project, article] {
            tracing.want(Some(extent));
            settled(&mut tracing, &project, None);
            let cache = Cache::of(&project, false);
            let expected = weigh(&project, &cache, extent, &Discount::default());
            assert_eq!(tracing.weighed(extent), Some(&expected));
        }
        assert_eq!(tracing.weighed(Extent::Project), None, "that of another extent is not shown");
    }

    #[test]
    fn findings_follow_what_is_discounted() {
        let made = make().claim("c", "a", &["@w1 > dora", "@w2 > dora", "eve"]);
        let tells = |tracing: &mut Tracing| {
            settled(tracing, &made.p, None);
            let found = tracing.found().expect("looked for");
            found.all.iter().any(|finding| finding.code == "claim-single-root")
        };
        let mut tracing = Tracing::default();
        assert!(!tells(&mut tracing));
        tracing.toggle(Voice::Source(crate::domain::sample::id("eve")));
        assert!(tells(&mut tracing), "two citations and one voice are left");
        tracing.discount = Discount::default();
        assert!(!tells(&mut tracing));
    }

    #[test]
    fn what_is_discounted_no_longer_counts_until_it_is_cleared() {
        let project = sample();
        let mut tracing = Tracing::default();
        for source in project.sources.iter() {
            tracing.toggle(Voice::Source(source.id));
        }
        for work in project.works.iter() {
            tracing.toggle(Voice::Work(work.id));
        }
        settled(&mut tracing, &project, None);
        assert!(!tracing.differences().is_empty());
        tracing.discount = Discount::default();
        settled(&mut tracing, &project, None);
        assert!(tracing.differences().is_empty());
    }
}
