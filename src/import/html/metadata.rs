//! What a page says of itself: JSON-LD first, then OpenGraph and the `<meta>` names of
//! newspapers and libraries, then what stands visibly at its head.

use std::collections::HashMap;

use dom_query::{Document, NodeData, NodeRef};

use crate::domain::article::ArticleHead;
use crate::domain::time::PartialDate;
use crate::import::date;
use crate::import::front_matter::{is_language, is_web};
use crate::import::title::single_line;

use super::json_ld::{self, Described};
use super::{address, node};

const TITLES: &[&str] =
    &["og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "twitter:title"];
const AUTHORS: &[&str] = &[
    "author",
    "citation_author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
];
const SITES: &[&str] =
    &["og:site_name", "citation_journal_title", "dc.publisher", "publisher", "application-name"];
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "pubdate",
    "date",
];

/// What is gathered in one pass over the page.
#[derive(Default)]
struct Gathered {
    /// Contents of `<meta>` by name or property, in lower case.
    meta: HashMap<String, Vec<String>>,
    described: Option<Described>,
    title: Option<String>,
    heading: Option<String>,
    canonical: Option<String>,
    saved_from: Option<String>,
    language: Option<String>,
    marked_date: Option<String>,
    first_date: Option<String>,
    elements: usize,
}

/// The head that the page gives to an article; its title may be empty.
pub fn head(page: &Document) -> ArticleHead {
    let mut found = gather(page);
    let described = found.described.take().unwrap_or_default();
    let site = described.publisher.clone();
    let publisher = found.first(SITES).or_else(|| site.as_deref().and_then(single_line));
    let (title, site_in_title) = found.title(&described.titles, publisher.as_deref());
    let url = [found.canonical.clone(), found.first(&["og:url"]), described.url.clone()]
        .into_iter()
        .chain([found.saved_from.clone()])
        .flatten()
        .find(|url| is_web(url));
    ArticleHead {
        title: title.unwrap_or_default(),
        byline: described.byline.as_deref().and_then(single_line).or_else(|| found.authors()),
        publisher: publisher.or(site_in_title),
        published: described.published.as_deref().and_then(date::parse).or_else(|| found.date()),
        url: url.and_then(|url| address::resolve(None, &url)),
        language: found.language(described.language.as_deref()),
        ..ArticleHead::default()
    }
}

/// What relative links on the page are relative to.
pub fn base(page: &Document, url: Option<&str>) -> Option<String> {
    let declared = page.base_uri().and_then(|base| address::resolve(url, &base));
    declared.or_else(|| url.map(str::to_owned))
}

fn gather(page: &Document) -> Gathered {
    let mut found = Gathered::default();
    let root = page.root();
    let mut next = Some(root);
    while let Some(at) = next {
        found.look_at(&at);
        next = node::next_in(at, &root, true);
    }
    found
}

impl Gathered {
    fn look_at(&mut self, at: &NodeRef<'_>) {
        let comment = at.query_or(None, |inner| match &inner.data {
            NodeData::Comment { contents } => saved_from(contents),
            _ => None,
        });
        if let Some(url) = comment {
            self.saved_from.get_or_insert(url);
        }
        let Some((name, get)) = node::of_element(at, |element| {
            let wanted = ["name", "property", "itemprop", "http-equiv", "content", "rel", "href"];
            let more = ["lang", "xml:lang", "datetime", "pubdate", "type"];
            let get: HashMap<&str, String> = wanted
                .into_iter()
                .chain(more)
                .filter_map(|key| Some((key, node::attr(element, key)?)))
                .collect();
            (element.name.local.to_string(), get)
        }) else {
            return;
        };
        self.elements += 1;
        let value = |key: &str| get.get(key).cloned();
        match name.as_str() {
            "html" => self.language = value("lang").or_else(|| value("xml:lang")),
            "meta" => self.meta(&get),
            "title" => {
                self.title.get_or_insert_with(|| node::all_text(at, 1000));
            }
            "h1" if self.heading.is_none() && !node::is_unseen(at) => {
                self.heading = Some(node::short_text(at, 1000)).filter(|text| !text.is_empty());
            }
            "link" if value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = self.canonical.take().or_else(|| value("href"));
            }
            "script" if value("type").is_some_and(|t| t.contains("ld+json")) => {
                if self.described.is_none() {
                    self.described = json_ld::read(&node::all_text(at, usize::MAX));
                }
            }
            "time" => {
                let marked = get.contains_key("pubdate")
                    || get.get("itemprop").is_some_and(|prop| prop.contains("datePublished"));
                if marked {
                    self.marked_date = self.marked_date.take().or_else(|| value("datetime"));
                } else if self.first_date.is_none() && in_article(at) {
                    self.first_date = value("datetime");
                }
            }
            _ => {
                if get.get("itemprop").is_some_and(|prop| prop == "datePublished") {
                    self.marked_date = self
                        .marked_date
                        .take()
                        .or_else(|| value("content"))
                        .or_else(|| value("datetime"));
                }
            }
        }
    }

    fn meta(&mut self, get: &HashMap<&str, String>) {
        let Some(content) = get.get("content").filter(|c| !c.trim().is_empty()) else { return };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = get.get(key) {
                let all = self.meta.entry(name.trim().to_ascii_lowercase()).or_default();
                if all.len() < 50 {
                    all.push(content.clone());
                }
            }
        }
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().filter_map(|name| self.meta.get(*name)).flatten().find_map(|v| single_line(v))
    }

    fn authors(&self) -> Option<String> {
        AUTHORS.iter().filter_map(|name| self.meta.get(*name)).find_map(|values| {
            let mut names: Vec<String> = values
                .iter()
                .filter(|name| !name.contains("://"))
                .filter_map(|name| single_line(name))
                .collect();
            names.dedup();
            (!names.is_empty()).then(|| names.join(", "))
        })
    }

    fn date(&self) -> Option<PartialDate> {
        let named = DATES.iter().filter_map(|name| self.meta.get(*name)).flatten();
        named.chain(&self.marked_date).chain(&self.first_date).find_map(|value| date::parse(value))
    }

    fn language(&self, described: Option<&str>) -> Option<String> {
        let of_meta = self.first(&["content-language", "og:locale", "dc.language"]);
        [self.language.clone(), described.map(str::to_owned), of_meta]
            .into_iter()
            .flatten()
            .map(|tag| tag.trim().replace('_', "-"))
            .find(|tag| is_language(tag))
    }

    /// The title, and the site's name if the title of the window ends with it.
    fn title(&self, described: &[String], site: Option<&str>) -> (Option<String>, Option<String>) {
        let window = self.title.as_deref().and_then(single_line);
        let heading = self.heading.as_deref().and_then(single_line);
        // Of a headline and a name, the one that the reader of the page sees.
        let shown = |title: &&String| {
            heading.as_ref() == Some(title)
                || window.as_ref().is_some_and(|window| window.starts_with(title.as_str()))
        };
        let described = described.iter().find(shown).or(described.first());
        let declared = described.and_then(|t| single_line(t)).or_else(|| self.first(TITLES));
        let (bare, site) = window.as_deref().map_or((None, None), |window| {
            let (title, rest) = without_site(window, heading.as_deref(), site);
            (Some(title.to_owned()), rest.map(str::to_owned))
        });
        // OpenGraph titles often carry the site as well.
        let declared = declared.map(|title| match &bare {
            Some(bare) if window.as_ref() == Some(&title) => bare.clone(),
            _ => title,
        });
        (declared.or(bare).or(heading), site)
    }
}

/// Takes the site off the title of a window, if the rest is the heading or the end is the
/// site's name.
fn without_site<'a>(
    window: &'a str,
    heading: Option<&str>,
    site: Option<&str>,
) -> (&'a str, Option<&'a str>) {
    for separator in [" - ", " | ", " – ", " — ", " · ", " :: ", " » "] {
        let Some((title, rest)) = window.rsplit_once(separator) else { continue };
        let is_site = site.is_some_and(|site| rest.eq_ignore_ascii_case(site));
        if is_site || (heading == Some(title) && rest.chars().count() <= 40) {
            return (title.trim(), Some(rest.trim()));
        }
    }
    (window, None)
}

/// What browsers write into a page that they save.
fn saved_from(comment: &str) -> Option<String> {
    let after = match comment.trim().strip_prefix("saved from url=(") {
        Some(rest) => rest.split_once(')')?.1,
        None if comment.contains("SingleFile") => comment.split_once("url:")?.1,
        None => return None,
    };
    after.split_whitespace().next().filter(|url| is_web(url)).map(str::to_owned)
}

fn in_article(at: &NodeRef<'_>) -> bool {
    at.ancestors_it(None).any(|a| matches!(node::name(&a).as_str(), "article" | "main"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_taken_off_the_title_only_where_it_is_known_to_be_one() {
        let f = without_site;
        assert_eq!(f("The dam - Orel Post", Some("The dam"), None), ("The dam", Some("Orel Post")));
        assert_eq!(
            f("The dam | Orel Post", None, Some("orel post")),
            ("The dam", Some("Orel Post"))
        );
        assert_eq!(f("The dam - what we know", None, None), ("The dam - what we know", None));
    }

    #[test]
    fn the_address_is_found_where_a_browser_saved_it() {
        let url = Some("https://example.org/a".to_owned());
        assert_eq!(saved_from(" saved from url=(0021)https://example.org/a "), url);
        assert_eq!(
            saved_from("\n Page saved with SingleFile \n url: https://example.org/a \n"),
            url
        );
        assert_eq!(saved_from("see https://example.org/a"), None);
    }
}
