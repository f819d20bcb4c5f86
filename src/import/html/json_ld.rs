//! What a page says of itself in JSON-LD (schema.org): the first article described there.

use serde_json::Value;

/// The most bytes of a description that are parsed.
const LONGEST: usize = 1024 * 1024;

/// The most objects that are looked at.
const MOST_OBJECTS: usize = 1000;

/// The fields that an article's head can hold, as they are written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// The headline, and the name if it is another: some sites put the title there.
    pub titles: Vec<String>,
    /// The authors' names, joined with commas.
    pub byline: Option<String>,
    /// The publisher's name.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<String>,
}

/// Reads a description; `None` if it is malformed or describes no article.
pub fn read(json: &str) -> Option<Described> {
    if json.len() > LONGEST {
        return None;
    }
    let json = json.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    // The parser itself refuses more than 128 levels.
    let value: Value = serde_json::from_str(json.trim()).ok()?;
    let mut waiting = vec![&value];
    for _ in 0..MOST_OBJECTS {
        match waiting.pop()? {
            Value::Array(items) => waiting.extend(items.iter().rev()),
            object @ Value::Object(fields) => {
                if is_article(object) {
                    return Some(describe(object));
                }
                waiting.extend(fields.get("mainEntity"));
                waiting.extend(fields.get("@graph"));
            }
            _ => {}
        }
    }
    None
}

fn is_article(object: &Value) -> bool {
    let kind = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            let kind = kind.rsplit(['/', ':']).next().unwrap_or_default();
            kind.ends_with("Article")
                || kind.ends_with("BlogPosting")
                || matches!(kind, "Report" | "Review" | "SocialMediaPosting" | "TechArticle")
        })
    };
    match &object["@type"] {
        Value::Array(kinds) => kinds.iter().any(kind),
        one => kind(one),
    }
}

fn describe(object: &Value) -> Described {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    Described {
        titles: [&object["headline"], &object["name"]].into_iter().filter_map(text).collect(),
        byline: names(&object["author"]).or_else(|| names(&object["creator"])),
        publisher: names(&object["publisher"]),
        published: text(&object["datePublished"]),
        url: text(&object["url"])
            .or_else(|| text(&object["mainEntityOfPage"]))
            .or_else(|| text(&object["mainEntityOfPage"]["@id"])),
        language: text(&object["inLanguage"]),
    }
}

/// The names in a person, an organisation, a string, or a list of them.
fn names(value: &Value) -> Option<String> {
    let one = |value: &Value| {
        let name = value.as_str().or_else(|| value["name"].as_str())?;
        (!name.contains("://")).then(|| name.trim().to_owned())
    };
    let all: Vec<String> = match value {
        Value::Array(items) => items.iter().take(50).filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    };
    let joined = all.join(", ");
    (!joined.is_empty()).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_in_a_graph() {
        let described = read(
            r#"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Site"},
            {"@type":["NewsArticle"],"headline":"The dam","author":[{"name":"Ana Orel"},"Ben Tal",
            {"name":"https://example.org/x"}],"publisher":{"name":"Orel Post"},
            "datePublished":"2021-05-03","inLanguage":"en"}]}"#,
        )
        .expect("an article");
        assert_eq!(described.titles, ["The dam"]);
        assert_eq!(described.byline.as_deref(), Some("Ana Orel, Ben Tal"));
        assert_eq!(described.publisher.as_deref(), Some("Orel Post"));
        assert_eq!(described.published.as_deref(), Some("2021-05-03"));
    }

    #[test]
    fn what_is_malformed_or_something_else_describes_nothing() {
        for json in ["", "{", r#"{"@type":"Recipe"}"#, "[[[]]]", &"[".repeat(100_000)] {
            assert_eq!(read(json), None);
        }
    }
}
