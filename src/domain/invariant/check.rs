//! Checking a project, in full or where an edit touched it.

use super::{
    RecordKind as K, RecordRef, Violation, article::article, claim::claim, cycles, fields::Out,
    known::Known, records,
};
use crate::domain::{
    article::Article,
    chunked::{Chunked, Keyed},
    edit::Touched,
    ids::ArticleId,
    project::{ClaimPlace, Project},
    two::both,
};

/// Up to so many claims are checked by one thread.
const ALONE: usize = 4096;

/// Everything that does not hold, in the order of the file. Ids that repeat within a list
/// are found when the list is made ([`Chunked::from_records`] gives back the repeated ones);
/// claims of one id in different places are found here.
pub fn check(project: &Project) -> Vec<Violation> {
    let known = Known::hashed(project);
    let mut out = Out::new();
    records::head(&project.head, &mut out);
    project.analysts.iter().for_each(|a| records::person(a, &mut out));
    project.sources.iter().for_each(|s| records::source(&known, s, &mut out));
    project.works.iter().for_each(|w| records::work(&known, w, &mut out));
    // The index holds each id once, so that only a smaller index means a repeated one:
    // looking every claim up would take as long as all other checks together.
    let claims: usize = project.articles.iter().map(|a| a.claims.len()).sum();
    let unique = project.claim_count() == claims;
    let all: Vec<&Article> = project.articles.iter().map(AsRef::as_ref).collect();
    let (mut half, mut before) = (0, 0);
    while claims > ALONE && half < all.len() && before < claims / 2 {
        before += all[half].claims.len();
        half += 1;
    }
    // Two threads share what is long; the order stays that of the file.
    let (first, second) = all.split_at(half);
    let (second, first) = both(
        !first.is_empty(),
        || articles(&known, second, unique),
        || articles(&known, first, unique),
    );
    out.extend(first.into_iter().chain(second));
    project.links.iter().for_each(|l| records::link(&known, l, &mut out));
    project.lineage.iter().for_each(|l| records::lineage(&known, l, &mut out));
    project.rulings.iter().for_each(|r| records::ruling(&known, r, &mut out));
    project.todos.iter().for_each(|t| records::todo(&known, t, &mut out));
    project.merged.iter().for_each(|m| records::merged(&known, m, &mut out));
    project.codebook.iter().for_each(|t| records::term(t, &mut out));
    project.sessions.iter().for_each(|s| records::session(&known, s, &mut out));
    cycles::part_of(project, &mut out);
    cycles::revisions(project, &mut out);
    out
}

/// What does not hold of these articles and their claims.
fn articles(known: &Known<'_>, articles: &[&Article], unique: bool) -> Out {
    let mut out = Out::new();
    for a in articles {
        article(known, a, true, &mut out);
        superseded(known, a.id, &mut out);
        for c in a.claims.iter() {
            let place = || known.project().place(c.id);
            let stands = |place: ClaimPlace| place.article == a.id && place.start == c.start();
            if !unique && !place().is_some_and(stands) {
                out.push(Violation::DuplicateId { record: RecordRef::new(K::Claim, c.id) });
            }
            claim(known, a, c, &mut out);
        }
    }
    out
}

/// What does not hold of the records that an edit touched. What it removed needs no look:
/// the edit itself takes along, or refuses to remove, what others name.
pub fn check_touched(project: &Project, touched: &Touched) -> Vec<Violation> {
    let known = Known::looked_up(project);
    let mut out = Out::new();
    if touched.head {
        records::head(&project.head, &mut out);
    }
    of(&project.analysts, &touched.analysts).for_each(|a| records::person(a, &mut out));
    of(&project.sources, &touched.sources).for_each(|s| records::source(&known, s, &mut out));
    of(&project.works, &touched.works).for_each(|w| records::work(&known, w, &mut out));
    let mut superseded_too = Vec::new();
    for (id, with_text) in &touched.articles {
        if let Some(a) = project.article(*id) {
            article(&known, a, *with_text, &mut out);
            superseded_too.extend([Some(a.id), a.head.revision_of].into_iter().flatten());
        }
    }
    for id in &touched.claims {
        if let Some((a, c)) = project.claim_in_article(*id) {
            claim(&known, a, c, &mut out);
            superseded_too.push(a.id);
        }
    }
    superseded_too.sort_unstable();
    superseded_too.dedup();
    for id in superseded_too {
        superseded(&known, id, &mut out);
    }
    of(&project.links, &touched.links).for_each(|l| records::link(&known, l, &mut out));
    of(&project.lineage, &touched.lineage).for_each(|l| records::lineage(&known, l, &mut out));
    of(&project.rulings, &touched.rulings).for_each(|r| records::ruling(&known, r, &mut out));
    of(&project.todos, &touched.todos).for_each(|t| records::todo(&known, t, &mut out));
    let redirected =
        touched.sources.iter().copied().chain(touched.works.iter().map(|id| id.cast()));
    redirected
        .filter_map(|id| project.merged.get(id))
        .for_each(|m| records::merged(&known, m, &mut out));
    of(&project.codebook, &touched.terms).for_each(|t| records::term(t, &mut out));
    of(&project.sessions, &touched.sessions).for_each(|s| records::session(&known, s, &mut out));
    if !touched.lineage.is_empty() {
        cycles::part_of(project, &mut out);
    }
    if !touched.articles.is_empty() {
        cycles::revisions(project, &mut out);
    }
    out
}

/// The touched records that are still there.
fn of<'a, T: Keyed>(list: &'a Chunked<T>, keys: &'a [T::Key]) -> impl Iterator<Item = &'a T> {
    keys.iter().filter_map(|key| list.get(*key)).map(|record| &**record)
}

fn superseded(known: &Known<'_>, id: ArticleId, out: &mut Out) {
    let has_claims = known.project().article(id).is_some_and(|a| !a.claims.is_empty());
    if has_claims && known.superseded(id) {
        let record = RecordRef::new(K::Article, id);
        out.push(Violation::SupersededWithClaims { record });
    }
}
