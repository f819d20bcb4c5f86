//! Bringing an exported project into one that has records of its own: what is new comes in,
//! what is equal is there already, what differs is told.

use std::fmt::Display;
use std::sync::Arc;

use crate::{
    domain::{
        article::Article,
        chunked::{Chunked, Keyed},
        edit::Edit,
        project::Project,
    },
    import::annotations::Brought,
};

const DIFFERS: &str = "the project has another record with this id, which stays";

/// The edits that bring the other project's records into this one.
pub(super) fn merge(here: &Project, other: &Project) -> Brought {
    let mut brought = Brought::default();
    let b = &mut brought;
    each(b, "analysts", &here.analysts, &other.analysts, |r| r.id, Edit::PutAnalyst);
    each(b, "evidence kinds", &here.codebook, &other.codebook, |r| r.id, Edit::PutTerm);
    each(b, "sources", &here.sources, &other.sources, |r| r.id, Edit::PutSource);
    each(b, "works", &here.works, &other.works, |r| r.id, Edit::PutWork);
    other.articles.iter().for_each(|theirs| article(b, here, theirs));
    each(b, "links", &here.links, &other.links, |r| r.id, Edit::PutLink);
    each(b, "lineage edges", &here.lineage, &other.lineage, |r| r.id, Edit::PutLineage);
    each(b, "rulings", &here.rulings, &other.rulings, |r| r.id, Edit::PutRuling);
    each(b, "to-dos", &here.todos, &other.todos, |r| r.id, Edit::PutTodo);
    each(b, "sessions", &here.sessions, &other.sessions, |r| r.id, Edit::PutSession);
    for merged in other.merged.iter() {
        if here.merged.get(merged.key()).is_some() {
            b.known += 1;
        } else {
            b.leave(format!("the redirect of {}", merged.key()), "merge the two records here");
        }
    }
    brought
}

fn each<T: Keyed + Clone + PartialEq, I: Display>(
    brought: &mut Brought,
    sort: &'static str,
    here: &Chunked<T>,
    other: &Chunked<T>,
    id: impl Fn(&T) -> I,
    put: impl Fn(T) -> Edit,
) {
    for theirs in other.iter() {
        match here.get(theirs.key()) {
            Some(ours) if ours == theirs => brought.known += 1,
            Some(_) => brought.leave(format!("{sort}: {}", id(theirs)), DIFFERS),
            None => brought.put(sort, put((**theirs).clone())),
        }
    }
}

fn article(brought: &mut Brought, here: &Project, theirs: &Arc<Article>) {
    let Some(ours) = here.article(theirs.id) else {
        theirs.claims.iter().for_each(|_| brought.count("claims"));
        brought.put("articles", Edit::AddArticle(Box::new((**theirs).clone())));
        return;
    };
    if ours.sha256 != theirs.sha256 {
        brought.leave(
            format!("the article \"{}\" with its {} claims", theirs.title(), theirs.claims.len()),
            "the project has an article with this id and another text",
        );
        return;
    }
    brought.known += 1;
    if ours.head != theirs.head || ours.references != theirs.references {
        brought.leave(format!("what is known of the article \"{}\"", theirs.title()), DIFFERS);
    }
    for claim in theirs.claims.iter() {
        match here.claim(claim.id) {
            Some(known) if known == claim => brought.known += 1,
            Some(_) => brought.leave(format!("the claim \"{}\"", claim.quotation()), DIFFERS),
            None => {
                let claim = Box::new((**claim).clone());
                brought.put("claims", Edit::PutClaim { article: theirs.id, claim });
            }
        }
    }
}
