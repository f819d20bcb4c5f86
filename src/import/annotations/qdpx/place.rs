//! Turning an exchange file into articles, claims, links and sources.

use std::collections::HashMap;
use std::sync::Arc;

use super::{
    Note, Selection,
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
        ids::{AnalystId, ArticleId},
        source::{Source, SourceKind},
        span::Span,
        text::Text,
        vocabulary::Vocabulary as _,
    },
    import::annotations::{Brought, Context},
};

/// The name of this program's links between the pieces of one claim.
pub(super) const PIECE: &str = "Another piece of the same claim";
/// The line of this program's descriptions that holds the paraphrase.
const PARAPHRASE: &str = "Paraphrase: ";

/// A claim to be, with the article it goes to.
pub(super) struct Made {
    pub article: ArticleId,
    pub claim: Claim,
}

pub(super) struct Placing<'a, 'c> {
    pub(super) context: &'a mut Context<'c>,
    /// Whether this program wrote the file.
    pub(super) own: bool,
    pub(super) codes: Codes,
    pub(super) users: HashMap<String, AnalystId>,
    pub(super) variables: HashMap<String, String>,
    pub(super) notes: HashMap<String, Note>,
    /// The selections that are pieces of another's claim, and that other.
    pub(super) joints: HashMap<String, String>,
    pub(super) claims: HashMap<String, usize>,
    pub(super) made: Vec<Made>,
    pub(super) articles: Vec<Article>,
    pub(super) brought: Brought,
    pub(super) words: usize,
    pub(super) chains: usize,
}

impl<'a, 'c> Placing<'a, 'c> {
    pub fn new(
        root: &xml::Element,
        notes: HashMap<String, Note>,
        context: &'a mut Context<'c>,
    ) -> Self {
        let own = root.get("origin").is_some_and(|origin| origin.starts_with("Sourceline"));
        let listed = |list: &str, name: &str, field: &dyn Fn(&xml::Element) -> Option<String>| {
            let elements = root.child(list).map(|l| &l.children).into_iter().flatten();
            let known = elements.filter(|e| e.name == name);
            known.filter_map(|e| Some((e.guid("guid")?, field(e)?))).collect::<HashMap<_, _>>()
        };
        let variables = listed("Variables", "Variable", &|v| v.get("name").map(str::to_owned));
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
        let whole = source.all("Coding").count();
        if whole > 0 {
            let name = source.get("name").unwrap_or_default();
            self.brought.leave(
                format!("{whole} codings of \"{name}\" as a whole"),
                "a claim stands at a place in a text",
            );
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
        let mut notes = Vec::new();
        for guid in &selection.notes {
            if let Some(note) = self.notes.get_mut(guid) {
                note.used = true;
                notes.push(note.text.clone());
            }
        }
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
}
