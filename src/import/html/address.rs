//! Addresses on a page: made absolute, and only those for the web (RFC 3986, section 5).

use crate::import::front_matter::is_web;

/// The longest address that is kept, in bytes; data in an address is no address.
const LONGEST: usize = 4096;

/// The absolute address of a link, if it is for http or https. `base` is the page's own.
pub fn resolve(base: Option<&str>, link: &str) -> Option<String> {
    // Browsers drop tabs and line ends inside an address, and spaces around it.
    let link: String = link.trim().chars().filter(|c| !c.is_control()).collect();
    if link.is_empty() || link.len() > LONGEST {
        return None;
    }
    let absolute = if scheme(&link).is_some() { link } else { join(base?, &link)? };
    let absolute = absolute.replace(' ', "%20");
    let host = absolute.split_once("://")?.1;
    (is_web(&absolute) && !host.starts_with(['/', '?', '#']) && !host.is_empty())
        .then_some(absolute)
}

/// The part of a link after `#`, if it leads to a place on the same page.
pub fn fragment(base: Option<&str>, link: &str) -> Option<String> {
    let (page, fragment) = link.trim().split_once('#')?;
    let same = page.is_empty()
        || base.is_some_and(|base| {
            let resolved = resolve(Some(base), page);
            resolved.as_deref() == base.split('#').next()
        });
    (same && !fragment.is_empty()).then(|| fragment.to_owned())
}

/// A fragment with its `%xx` decoded, as ids are compared.
pub fn decoded(fragment: &str) -> String {
    let bytes = fragment.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|h| std::str::from_utf8(h).ok());
        let value = hex.and_then(|h| u8::from_str_radix(h, 16).ok()).filter(|_| byte == b'%');
        out.push(value.unwrap_or(byte));
        at += if value.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| fragment.to_owned())
}

fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (begins && scheme.chars().all(fits)).then_some(scheme)
}

fn join(base: &str, link: &str) -> Option<String> {
    let base = base.split('#').next()?;
    let (scheme, rest) = base.split_once("://")?;
    if link.starts_with("//") {
        return Some(format!("{scheme}:{link}"));
    }
    let host_end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host_end);
    let (path, query) = path.find('?').map_or((path, ""), |at| path.split_at(at));
    if link.starts_with('#') {
        return Some(format!("{scheme}://{host}{path}{query}{link}"));
    }
    if link.starts_with('?') {
        return Some(format!("{scheme}://{host}{path}{link}"));
    }
    let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
    let whole = if link.starts_with('/') { link.to_owned() } else { format!("{folder}{link}") };
    let end = whole.find(['?', '#']).unwrap_or(whole.len());
    let (path, tail) = whole.split_at(end);
    Some(format!("{scheme}://{host}{}{tail}", without_dots(path)))
}

/// A path without its `.` and `..` steps.
fn without_dots(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let mut folder = false;
    for step in path.split('/').skip(1) {
        folder = matches!(step, "." | "..");
        match step {
            "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    let tail = if folder && !steps.is_empty() { "/" } else { "" };
    format!("/{}{tail}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_resolved_against_the_page() {
        let base = Some("https://example.org/a/b.html?q=1#top");
        for (link, expected) in [
            ("c.html", "https://example.org/a/c.html"),
            ("../c d", "https://example.org/c%20d"),
            ("./x/../y/.", "https://example.org/a/y/"),
            ("/z?p#f", "https://example.org/z?p#f"),
            ("//other.example/w", "https://other.example/w"),
            ("?r", "https://example.org/a/b.html?r"),
            (" HTTP://other.example ", "HTTP://other.example"),
        ] {
            assert_eq!(resolve(base, link).as_deref(), Some(expected), "{link}");
        }
    }

    #[test]
    fn only_the_web_is_linked_to() {
        let base = Some("https://example.org/a");
        for link in [
            "javascript:alert(1)",
            "java\nscript:x",
            "data:text/html,x",
            "mailto:a@b",
            "",
            "http:///x",
        ] {
            assert_eq!(resolve(base, link), None, "{link}");
        }
        assert_eq!(resolve(None, "c.html"), None);
        assert_eq!(resolve(Some("file:///a/b"), "c.html"), None);
    }

    #[test]
    fn a_place_on_the_page_is_found_also_by_its_whole_address() {
        let base = Some("https://example.org/a");
        assert_eq!(fragment(None, "#n1").as_deref(), Some("n1"));
        assert_eq!(fragment(base, "https://example.org/a#n1").as_deref(), Some("n1"));
        assert_eq!(fragment(base, "/a#n1").as_deref(), Some("n1"));
        assert_eq!(fragment(base, "/b#n1"), None);
        assert_eq!(decoded("n%C3%A4%zz"), "nä%zz");
    }
}
