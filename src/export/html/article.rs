//! One article of the report: what is known about it, its text with the claims in place and
//! notes in the margin, then a card for each claim.

use super::{
    Report, claim,
    flow::{Flow, Passage},
    page::Page,
    todos,
};
use crate::domain::{
    article::{Article, BlockKind},
    claim::Claim,
    todo::TodoAbout,
};
use crate::export::{
    ExportError, Progress,
    address::safe_address,
    ahead,
    report::{
        Listed,
        wording::{self, Party},
    },
};

/// How many chains a note in the margin tells.
const CHAINS: usize = 2;
/// The most code points of a name in it.
const NAME: usize = 60;

/// Writes an article. `done` counts the claims written so far, of `total`.
pub fn write(
    page: &mut Page<'_>,
    report: &Report<'_>,
    listed: &Listed<'_>,
    progress: &Progress<'_>,
    done: &mut usize,
) -> Result<(), ExportError> {
    let article = listed.article;
    let letter = listed.letter.as_str();
    page.raw("<section class=\"article\" id=\"article-").raw(letter);
    page.raw("\" aria-labelledby=\"title-").raw(letter).raw("\">\n");
    head(page, report, listed);
    if report.options.article_texts {
        text(page, report, listed);
    }
    if !article.claims.is_empty() {
        page.raw("<section class=\"claims\" aria-labelledby=\"claims-").raw(letter).raw("\">\n");
        page.raw("<h3 id=\"claims-").raw(letter).raw("\">Claims</h3>\n");
        for (index, claim) in ahead::claims_of(article).enumerate() {
            progress.step(*done, report.outline.project.claim_count())?;
            claim::write(page, report, article, &format!("{letter}{}", index + 1), claim);
            *done += 1;
        }
        page.raw("</section>\n");
    }
    page.raw("</section>\n");
    Ok(())
}

fn head(page: &mut Page<'_>, report: &Report<'_>, listed: &Listed<'_>) {
    let article = listed.article;
    let letter = listed.letter.as_str();
    page.raw("<header>\n<p class=\"eyebrow\">Article");
    if !letter.is_empty() {
        page.raw(" ").raw(letter);
    }
    page.raw("</p>\n<h2 id=\"title-").raw(letter).raw("\" dir=\"auto\"").raw(&language(article));
    page.element(">", article.title(), "</h2>\n");
    if let Some(byline) = &article.head.byline {
        page.element("<p class=\"byline\" dir=\"auto\">", byline, "</p>\n");
    }
    page.raw("<dl class=\"facts\">\n");
    let published = article.head.published.map(wording::date);
    let accessed = article.head.accessed.map(wording::date);
    fact(page, "Publisher", article.head.publisher.as_deref());
    fact(page, "Published", published.as_deref());
    fact(page, "Looked up", accessed.as_deref());
    fact(page, "Language", article.head.language.as_deref());
    address(page, "Address", article.head.url.as_deref());
    address(page, "Archived", article.head.archived_url.as_deref());
    if let Some(work) = article.head.work.and_then(|id| report.outline.known.work(id)) {
        page.raw("<div><dt>Cited by others as</dt><dd><a href=\"#work-").raw(work.id.as_str());
        page.raw("\">").isolated(work.display_title()).raw("</a></dd></div>\n");
    }
    for older in report.outline.superseded_by(article) {
        page.raw("<div><dt>Supersedes</dt><dd>").isolated(older.title());
        if let Some(accessed) = older.head.accessed {
            page.element(", looked up ", &wording::date(accessed), "");
        }
        page.raw("</dd></div>\n");
    }
    let claims = wording::counted(article.claims.len(), "claim", "claims");
    fact(page, "Marked", Some(&claims));
    page.raw("</dl>\n");
    todos::write(page, report, TodoAbout::Article(article.id));
    page.raw("</header>\n");
}

/// One fact of a list, if it is known.
pub fn fact(page: &mut Page<'_>, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        page.element("<div><dt>", name, "</dt><dd>").isolated(value).raw("</dd></div>\n");
    }
}

/// An address, as a link if it may be one.
pub fn address(page: &mut Page<'_>, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        page.element("<div class=\"wide\"><dt>", name, "</dt><dd class=\"address\">");
        linked(page, value);
        page.raw("</dd></div>\n");
    }
}

/// An address, as a link if it may be one, shown in full.
pub fn linked(page: &mut Page<'_>, value: &str) {
    match safe_address(value) {
        Some(safe) => {
            page.element("<a rel=\"noreferrer\" href=\"", safe, "\">").isolated(value).raw("</a>");
        }
        None => {
            page.isolated(value);
        }
    }
}

/// A `lang` attribute, if the article's language is a tag.
pub fn language(article: &Article) -> String {
    let is_tag = |tag: &&str| {
        let mut parts = tag.split('-');
        let first = parts.next().unwrap_or_default();
        (2..=3).contains(&first.len())
            && first.bytes().all(|b| b.is_ascii_alphabetic())
            && parts
                .all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    let tag = article.head.language.as_deref().filter(is_tag);
    tag.map_or_else(String::new, |tag| format!(" lang=\"{tag}\""))
}

fn text(page: &mut Page<'_>, report: &Report<'_>, listed: &Listed<'_>) {
    let article = listed.article;
    let letter = listed.letter.as_str();
    page.raw("<section class=\"text\" aria-labelledby=\"text-").raw(letter).raw("\">\n");
    page.raw("<h3 id=\"text-").raw(letter).raw("\">Text</h3>\n");
    page.raw("<div class=\"flow\"").raw(&language(article)).raw(">\n");
    let flow = Flow::new(article, letter);
    let mut writer = flow.writer();
    let mut begun = Vec::new();
    // Headings may skip no level; the one above them is of level 3.
    let mut level = 3;
    for Passage { kind, is_entry, lines } in flow.passages() {
        page.raw(if is_entry { "<div class=\"t entry\">" } else { "<div class=\"t\">" });
        let (open, item, end_item, close) = match kind {
            Some(BlockKind::Heading(of)) => {
                level = (u32::from(of) + 3).clamp(4, level + 1).min(6);
                match level {
                    4 => ("", "<h4 dir=\"auto\">", "</h4>", ""),
                    5 => ("", "<h5 dir=\"auto\">", "</h5>", ""),
                    _ => ("", "<h6 dir=\"auto\">", "</h6>", ""),
                }
            }
            Some(BlockKind::Quote) => ("<blockquote>", "<p dir=\"auto\">", "</p>", "</blockquote>"),
            Some(BlockKind::ListItem) => ("<ul>", "<li dir=\"auto\">", "</li>", "</ul>"),
            Some(BlockKind::Pre) => ("<div class=\"pre\">", "<p dir=\"auto\">", "</p>", "</div>"),
            None => ("", "<p dir=\"auto\">", "</p>", ""),
        };
        page.raw(open);
        for line in lines {
            page.raw(item);
            writer.line(page, line, &mut begun);
            page.raw(end_item);
        }
        page.raw(close).raw("</div>\n");
        notes(page, report, listed, &mut begun);
    }
    if writer.has_rest() {
        page.raw("<div class=\"t\"><p>");
        writer.rest(page, &mut begun);
        page.raw("</p></div>\n");
        notes(page, report, listed, &mut begun);
    }
    page.raw("</div>\n</section>\n");
}

/// The notes of the claims that begin in a passage.
fn notes(page: &mut Page<'_>, report: &Report<'_>, listed: &Listed<'_>, begun: &mut Vec<usize>) {
    if begun.is_empty() {
        return;
    }
    page.raw("<ul class=\"notes\" lang=\"en\">\n");
    for index in begun.drain(..) {
        let Some(claim) = listed.article.claims.get_at(index) else { continue };
        let label = format!("{}{}", listed.letter, index + 1);
        page.raw("<li><a class=\"label\" href=\"#claim-").raw(&label).raw("\">").raw(&label);
        page.raw("</a> ");
        page.raw("<span class=\"who\">");
        voices(page, report, claim);
        page.raw("</span>");
        if let Some(evidence) = claim.evidence.first() {
            page.raw(" ");
            report.kind(page, evidence.kind);
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
}

/// Who says it, on whose word: the first chains in a few words. Each name keeps its own
/// direction of writing.
fn voices(page: &mut Page<'_>, report: &Report<'_>, claim: &Claim) {
    if claim.chains.is_empty() {
        page.raw("no chain recorded");
    }
    for (index, chain) in claim.chains.iter().take(CHAINS).enumerate() {
        page.raw(if index > 0 { "; also " } else { "" });
        if chain.hops.is_empty() {
            page.raw("the article’s own voice");
        }
        for (place, hop) in chain.hops.iter().enumerate() {
            let name = Party::of(&report.outline.known, hop).name();
            page.raw(if place > 0 { ", from " } else { "" });
            page.isolated(&wording::shortened(&name, NAME));
        }
    }
    let more = claim.chains.len().saturating_sub(CHAINS);
    if more > 0 {
        page.raw("; and ").number(more).raw(" more");
    }
}
