//! What is left when all texts were read: the claims and links as edits, and what has no place.

use std::sync::Arc;

use super::{
    place::{Made, PIECE, Placing},
    xml,
};
use crate::{
    domain::{
        claim::Claim,
        edit::Edit,
        ids::{ArticleId, ClaimId},
        link::{Link, LinkKind},
        vocabulary::Vocabulary as _,
    },
    import::annotations::Brought,
};

impl Placing<'_, '_> {
    /// The edits, once all sources are there.
    pub fn finish(mut self, root: &xml::Element) -> Brought {
        for article in std::mem::take(&mut self.articles) {
            self.brought.put("articles", Edit::AddArticle(Box::new(article)));
        }
        let mut ids: Vec<Option<ClaimId>> = Vec::new();
        for Made { article, claim } in std::mem::take(&mut self.made) {
            if let Some(known) = self.known(article, &claim) {
                self.brought.known += 1;
                ids.push(Some(known));
                continue;
            }
            ids.push(Some(claim.id));
            self.brought.put("claims", Edit::PutClaim { article, claim: Box::new(claim) });
        }
        for link in root.child("Links").into_iter().flat_map(|links| links.all("Link")) {
            self.link(link, &ids);
        }
        let mut unused: Vec<_> = self.notes.values().filter(|note| !note.used).collect();
        unused.sort_by(|a, b| a.name.cmp(&b.name));
        for note in unused {
            let what = format!("the note \"{}\"", note.name);
            self.brought.leave(what, "it belongs to no passage of a text");
        }
        if self.words > 0 {
            let count = self.words;
            self.brought.leave(
                format!("{count} selections of cues and names"),
                "the chains that they belong to are not in the file",
            );
        }
        if self.chains > 0 {
            let count = self.chains;
            self.brought.leave(
                format!("the attribution of {count} claims"),
                "it is in the file only as a description",
            );
        }
        self.brought
    }

    /// The claim of the project that stands at the same place and says all that this one does.
    fn known(&self, article: ArticleId, claim: &Claim) -> Option<ClaimId> {
        let spans = |claim: &Claim| claim.anchors.iter().map(|a| a.span).collect::<Vec<_>>();
        let article = self.context.project.article(article)?;
        let first: ClaimId = "-".parse().ok()?;
        let near = article.claims.from_key((claim.start(), first));
        let mut same = near.take_while(|known| known.start() == claim.start()).filter(|known| {
            spans(known) == spans(claim)
                && known.kind == claim.kind
                && known.paraphrase == claim.paraphrase
                && claim.tags.iter().all(|tag| known.tags.contains(tag))
                && (claim.note.is_none() || claim.note == known.note)
                && claim.evidence.iter().all(|e| known.evidence.iter().any(|k| k.kind == e.kind))
        });
        same.next().map(|known| known.id)
    }

    fn link(&mut self, link: &xml::Element, ids: &[Option<ClaimId>]) {
        let name = link.get("name").unwrap_or_default();
        if self.own && name == PIECE {
            return;
        }
        let end = |attribute: &str| {
            let place = self.claims.get(&link.guid(attribute)?)?;
            ids.get(*place).copied().flatten()
        };
        let ends = (end("originGUID"), end("targetGUID"));
        let kind = LinkKind::ALL
            .iter()
            .copied()
            .find(|kind| kind.label().to_lowercase() == name.to_lowercase());
        match (ends, kind) {
            ((Some(from), Some(to)), Some(kind)) if self.own || from != to => {
                let same = |l: &&Arc<Link>| l.from == from && l.to == to && l.kind == kind;
                if self.context.project.links.iter().any(|l| same(&l)) {
                    self.brought.known += 1;
                    return;
                }
                let (by, at) = (self.context.by, self.context.at);
                let link = Link { id: self.context.id(), from, to, kind, by, at, note: None };
                self.brought.put("links", Edit::PutLink(link));
            }
            ((Some(_), Some(_)), _) => {
                self.brought
                    .leave(format!("the link \"{name}\""), "it is none of the kinds of link");
            }
            _ => self.brought.leave(format!("the link \"{name}\""), "it does not join two claims"),
        }
    }
}
