//! Turning an exchange file into articles, claims, links and sources.

use std::collections::HashMap;
use std::sync::Arc;

use super::{
    Selection,
    codes::{Codes, Meaning},
    selections,
    texts::Positions,
    values, xml,
};
use crate::{
    domain::{
        analyst::Analyst,
        anchor::Anchor,
        article::{Article, ArticleHead},
        assessment::Assessment,
        chunked::Chunked,
        claim::{Claim, ClaimStatus},
        codebook::{Colour, Term},
        edit::Edit,
        evidence::{Bearing, Directness, Evidence},
        ids::{AnalystId, ArticleId, ClaimId},
        link::{Link, LinkKind},
        source::{Source, SourceKind},
        span::Span,
        text::Text,
        vocabulary::Vocabulary as _,
    },
    import::annotations::{Brought, Context},
};

/// The name of this program's links between the pieces of one claim.
const PIECE: &str = "Another piece of the same claim";
/// The line of this program's descriptions that holds the paraphrase.
const PARAPHRASE: &str = "Paraphrase: ";

/// A claim to be, with the article it goes to.
struct Made {
    article: ArticleId,
    claim: Claim,
}

pub(super) struct Placing<'a, 'c> {
    context: &'a mut Context<'c>,
    /// Whether this program wrote the file.
    own: bool,
    codes: Codes,
    users: HashMap<String, AnalystId>,
    variables: HashMap<String, String>,
    notes: HashMap<String, String>,
    /// The selections that are pieces of another's claim, and that other.
    joints: HashMap<String, String>,
    claims: HashMap<String, usize>,
    made: Vec<Made>,
    articles: Vec<Article>,
    brought: Brought,
    words: usize,
    chains: usize,
}

impl<'a, 'c> Placing<'a, 'c> {
    pub fn new(root: &xml::Element, context: &'a mut Context<'c>) -> Self {
        let own = root.get("origin").is_some_and(|origin| origin.starts_with("Sourceline"));
        let listed = |list: &str, name: &str, field: &dyn Fn(&xml::Element) -> Option<String>| {
            let elements = root.child(list).map(|l| &l.children).into_iter().flatten();
            let known = elements.filter(|e| e.name == name);
            known.filter_map(|e| Some((e.guid("guid")?, field(e)?))).collect::<HashMap<_, _>>()
        };
        let variables = listed("Variables", "Variable", &|v| v.get("name").map(str::to_owned));
        let notes = listed("Notes", "Note", &|n| Some(n.child("PlainTextContent")?.text.clone()));
        let links = root.child("Links").into_iter().flat_map(|links| links.all("Link"));
        let joints = links
            .filter(|link| own && link.get("name") == Some(PIECE))
            .filter_map(|link| Some((link.guid("targetGUID")?, link.guid("originGUID")?)))
            .collect();
        let codes = Codes::of(root, context.project, own);
        let mut placing = Self {
            context,
            own,
            codes,
            users: HashMap::new(),
            variables,
            notes,
            joints,
            claims: HashMap::new(),
            made: Vec::new(),
            articles: Vec::new(),
            brought: Brought::default(),
            words: 0,
            chains: 0,
        };
        placing.users(root);
        placing.terms();
        placing.cases(root);
        placing
    }

    fn users(&mut self, root: &xml::Element) {
        for user in root.child("Users").into_iter().flat_map(|users| users.all("User")) {
            let name = user.get("name").or_else(|| user.get("id")).unwrap_or_default().trim();
            let (Some(guid), false) = (user.guid("guid"), name.is_empty()) else { continue };
            let known = self.context.project.analysts.iter().find(|a| a.name == name);
            let id = if let Some(known) = known {
                known.id
            } else {
                let named = user.get("id").filter(|_| self.own).and_then(|id| id.parse().ok());
                let free = |id: &AnalystId| self.context.project.analyst(*id).is_none();
                let id = named.filter(free).unwrap_or_else(|| self.context.id());
                self.brought
                    .put("analysts", Edit::PutAnalyst(Analyst { id, name: name.to_owned() }));
                id
            };
            self.users.insert(guid, id);
        }
    }

    fn terms(&mut self) {
        for new in self.codes.new_terms.clone() {
            let colour = new.colour.as_deref().and_then(Colour::parse);
            let term = Term {
                id: self.context.id(),
                name: new.name,
                definition: new.definition,
                colour: colour.unwrap_or(Colour([0x54, 0x6e, 0x7a])),
                key: None,
            };
            self.codes.became(&new.guid, term.id);
            self.brought.put("evidence kinds", Edit::PutTerm(term));
        }
    }

    /// Cases become sources only where this program wrote them: elsewhere they are whatever
    /// was studied.
    fn cases(&mut self, root: &xml::Element) {
        let cases = root.child("Cases").into_iter().flat_map(|cases| cases.all("Case"));
        let mut foreign = 0;
        for case in cases {
            let name = case.get("name").unwrap_or_default();
            if !self.own || name.trim().is_empty() {
                foreign += 1;
                continue;
            }
            if self.context.project.sources.iter().any(|source| source.name == name) {
                self.brought.known += 1;
                continue;
            }
            let values = values(case, &self.variables);
            let label = values.get("Kind of source").map(String::as_str).unwrap_or_default();
            let kind = SourceKind::ALL.iter().copied().find(|kind| kind.label() == label);
            let source = Source {
                role: values.get("Role").cloned(),
                url: values.get("Address").cloned(),
                description: case.child("Description").map(|d| d.text.clone()),
                aliases: values
                    .get("Other names")
                    .map(|names| names.split("; ").map(str::to_owned).collect())
                    .unwrap_or_default(),
                ..Source::new(self.context.id(), name, kind.unwrap_or(SourceKind::Undetermined))
            };
            self.brought.put("sources", Edit::PutSource(source));
        }
        if foreign > 0 {
            self.brought.leave(
                format!("{foreign} cases"),
                "a case of another program need not be a source",
            );
        }
    }

    /// Tells of a source whose text is not there.
    pub fn leave_source(&mut self, source: &xml::Element, why: &str) {
        let name = source.get("name").unwrap_or_default();
        self.brought.leave(format!("the source \"{name}\""), why);
    }

    /// Takes over a source with its text and its selections.
    pub fn source(&mut self, source: &xml::Element, element: &xml::Element, stored: &str) {
        let selections = selections(element);
        let positions = Positions::find(stored, &selections);
        let text = Text::new(positions.text.as_str());
        if text.as_str().trim().is_empty() {
            self.leave_source(source, "its text is empty");
            return;
        }
        let sha256 = text.sha256();
        if selections.is_empty()
            && self.context.project.articles.iter().any(|a| *a.sha256 == *sha256)
        {
            self.brought.known += 1;
            return;
        }
        let here = self.context.project.articles.iter();
        let known = here
            .filter(|a| !self.context.project.is_superseded(a.id))
            .find(|a| *a.sha256 == *sha256);
        let (id, text) = if let Some(known) = known {
            (known.id, Arc::clone(&known.text))
        } else {
            let article = self.article(source, text, &sha256);
            let held = (article.id, Arc::clone(&article.text));
            self.articles.push(article);
            held
        };
        for selection in selections {
            self.selection(id, &text, &positions, selection);
        }
        for kind in [
            "PDFSelection",
            "PictureSelection",
            "AudioSelection",
            "VideoSelection",
            "TranscriptSelection",
        ] {
            let count = source.all(kind).chain(element.all(kind)).count();
            if count > 0 {
                let name = source.get("name").unwrap_or_default();
                self.brought
                    .leave(format!("{count} × {kind} in \"{name}\""), "it selects no words");
            }
        }
    }

    fn article(&mut self, source: &xml::Element, text: Text, sha256: &str) -> Article {
        let mut values = values(source, &self.variables);
        let title = source.get("name").map(str::trim).filter(|name| !name.is_empty());
        Article {
            id: self.context.id(),
            head: Arc::new(ArticleHead {
                title: title.unwrap_or("Untitled").to_owned(),
                byline: values.remove("Author line"),
                publisher: values.remove("Publisher"),
                published: values.remove("Published").and_then(|date| date.parse().ok()),
                url: values.remove("Address"),
                archived_url: values.remove("Archived copy"),
                accessed: values.remove("Accessed").and_then(|date| date.parse().ok()),
                language: values.remove("Language"),
                ..ArticleHead::default()
            }),
            text: Arc::new(text),
            sha256: sha256.into(),
            structure: Arc::default(),
            references: Arc::default(),
            claims: Chunked::default(),
        }
    }

    fn selection(
        &mut self,
        article: ArticleId,
        text: &Text,
        positions: &Positions,
        selection: Selection,
    ) {
        let meanings: Vec<_> =
            selection.codings.iter().filter_map(|c| self.codes.get(&c.code)).collect();
        if meanings.contains(&&Meaning::AttributionWords) {
            self.words += 1;
            return;
        }
        let words: String = selection.name.chars().take(60).collect();
        let span = positions.span(&selection);
        let Some(anchor) = span.and_then(|(start, end)| Anchor::new(text, Span { start, end }))
        else {
            let (start, end) = (selection.start, selection.end);
            self.brought.leave(
                format!("the selection {start}–{end} \"{words}\""),
                "it does not lie within its text",
            );
            return;
        };
        if let Some(&other) =
            self.joints.get(&selection.guid).and_then(|guid| self.claims.get(guid))
        {
            self.made[other].claim.anchors.push(anchor);
            self.claims.insert(selection.guid, other);
            return;
        }
        let guid = selection.guid.clone();
        let claim = self.claim(anchor, selection);
        self.claims.insert(guid, self.made.len());
        self.made.push(Made { article, claim });
    }

    fn user(&self, guid: Option<&String>) -> AnalystId {
        guid.and_then(|guid| self.users.get(guid)).copied().unwrap_or(self.context.by)
    }

    fn claim(&mut self, anchor: Anchor, selection: Selection) -> Claim {
        let created = selection.created.unwrap_or(self.context.at);
        let by = self.user(selection.user.as_ref());
        let mut claim = Claim::new(self.context.id(), anchor, by, created);
        claim.modified = selection.modified.unwrap_or(created).max(created);
        claim.status = ClaimStatus::Draft;
        self.code(&mut claim, &selection);
        let mut notes: Vec<String> =
            selection.notes.iter().filter_map(|note| self.notes.get(note).cloned()).collect();
        if self.own {
            claim.paraphrase = selection.description.strip_prefix(PARAPHRASE).map(|rest| {
                let end = [
                    "\nDate of the event: ",
                    "\nAttribution: ",
                    "\nEvidence: ",
                    "\nAssessment by ",
                    "\nReview by ",
                ]
                .iter()
                .filter_map(|line| rest.find(line))
                .min();
                rest[..end.unwrap_or(rest.len())].to_owned()
            });
            self.chains += usize::from(selection.description.contains("Attribution: "));
        } else if !selection.description.trim().is_empty() {
            notes.insert(0, selection.description);
        }
        claim.note = (!notes.is_empty()).then(|| notes.join("\n"));
        claim
    }

    /// Gives a claim what its codes say.
    fn code(&mut self, claim: &mut Claim, selection: &Selection) {
        let mut evidence = Vec::new();
        let (mut directness, mut bearing) = (Vec::new(), Vec::new());
        let mut judged: Vec<Assessment> = Vec::new();
        for coding in &selection.codings {
            let by = self.user(coding.user.as_ref().or(selection.user.as_ref()));
            let at = coding.at.unwrap_or(claim.created);
            let Some(meaning) = self.codes.get(&coding.code).cloned() else {
                self.brought
                    .leave(format!("a coding with {}", coding.code), "the file has no such code");
                continue;
            };
            match meaning {
                Meaning::Kind(kind) => claim.kind = kind,
                Meaning::Tone(tone) => claim.tone = Some(tone),
                Meaning::Factuality(factuality) => claim.factuality = Some(factuality),
                Meaning::Status(status) => claim.status = status,
                Meaning::Evidence(kind) => evidence.push((kind, by, at)),
                Meaning::Directness(term) => directness.push(term),
                Meaning::Bearing(term) => bearing.push(term),
                Meaning::Credibility(term) => {
                    self.judged(&mut judged, by, at).credibility = Some(term);
                }
                Meaning::Confidence(term) => {
                    self.judged(&mut judged, by, at).confidence = Some(term);
                }
                Meaning::Likelihood(term) => {
                    self.judged(&mut judged, by, at).likelihood = Some(term);
                }
                Meaning::Tag(tag) if !tag.is_empty() && !claim.tags.contains(&tag) => {
                    claim.tags.push(tag);
                }
                Meaning::Tag(_) | Meaning::AttributionWords | Meaning::Chain => {}
            }
        }
        // With several kinds it can't be told whose directness and bearing they are.
        let one = evidence.len() == 1;
        for (kind, by, at) in evidence {
            claim.evidence.push(Evidence {
                id: self.context.id(),
                kind,
                directness: directness
                    .first()
                    .filter(|_| one)
                    .copied()
                    .unwrap_or(Directness::default()),
                chain: None,
                work: None,
                bearing: bearing.first().filter(|_| one).copied().unwrap_or(Bearing::default()),
                note: None,
                by,
                at,
            });
        }
        claim.assessments = judged;
    }

    fn judged<'j>(
        &mut self,
        judged: &'j mut Vec<Assessment>,
        by: AnalystId,
        at: crate::domain::time::Timestamp,
    ) -> &'j mut Assessment {
        let place = judged.iter().position(|known| known.by == by && known.at == at);
        let place = place.unwrap_or_else(|| {
            judged.push(Assessment::new(self.context.id(), by, at));
            judged.len() - 1
        });
        &mut judged[place]
    }

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
