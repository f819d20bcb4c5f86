//! Web addresses in an entry: where each begins and ends, and its normal form.

use super::super::labels::digit;

/// An address, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The address, joined where it was broken over lines.
    pub url: String,
}

const ARCHIVES: &[&str] = &[
    "web.archive.org/",
    "archive.org/web",
    "archive.is/",
    "archive.ph/",
    "archive.today/",
    "webcitation.org/",
    "perma.cc/",
    "archive.fo/",
];

impl Address {
    /// Whether it is an archived copy.
    pub fn is_archived(&self) -> bool {
        ARCHIVES.iter().any(|host| self.url.contains(host))
    }
}

/// All addresses of a text, in order.
pub fn find(text: &str) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        let (end, url) = extent(text, start);
        at = end.max(start + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        if url.len() > 7 {
            found.push(Address { start, end, url });
        }
    }
    found
}

fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find(|&i| {
        let rest = &bytes[i..];
        match bytes[i] {
            b'h' => rest.starts_with(b"http://") || rest.starts_with(b"https://"),
            b'w' => rest.starts_with(b"www."),
            b'd' => {
                rest.starts_with(b"doi.org/") || (rest.starts_with(b"doi:") && is_doi(text, i + 4))
            }
            b'D' => (rest.starts_with(b"DOI:") || rest.starts_with(b"DOI ")) && is_doi(text, i + 4),
            _ => false,
        }
    })
}

fn is_doi(text: &str, at: usize) -> bool {
    text[at..].trim_start().starts_with("10.")
}

fn extent(text: &str, start: usize) -> (usize, String) {
    let rest = &text[start..];
    let (skip, prefix) = if rest.starts_with("doi:") || rest.starts_with("DOI") {
        let after = &rest[4..];
        (4 + after.len() - after.trim_start().len(), "https://doi.org/")
    } else if rest.starts_with("www.") || rest.starts_with("doi.org") {
        (0, "https://")
    } else {
        (0, "")
    };
    let mut url = prefix.to_owned();
    let mut from = start + skip;
    let mut end;
    loop {
        let piece = piece(&text[from..]);
        url.push_str(piece);
        end = from + piece.len();
        // An address broken at the end of a line after a sign that ends none.
        let broken =
            piece.ends_with(['/', '-', '_', '=', '?', '&', '%']) && text[end..].starts_with('\n');
        let Some(next) = broken.then(|| text[end + 1..].trim_start_matches([' ', '\t'])) else {
            break;
        };
        let token = next.split_whitespace().next().unwrap_or_default();
        let continues = token.contains(['/', '-', '=', '.', '_'])
            && !token.starts_with(char::is_uppercase)
            && !token.starts_with(['(', '['])
            || token.starts_with(|c: char| digit(c).is_some());
        if !continues || url.len() > 2000 {
            break;
        }
        from = text.len() - next.len();
    }
    let trimmed = trimmed_len(&url);
    let cut = url.len() - trimmed;
    url.truncate(trimmed);
    (end - cut.min(end - start), url)
}

fn piece(text: &str) -> &str {
    let end = text
        .find(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '<' | '>'
                        | '"'
                        | '“'
                        | '”'
                        | '»'
                        | '«'
                        | '|'
                        | '،'
                        | '؛'
                        | '\u{200F}'
                        | '\u{200E}'
                        | ']'
                        | '}'
                        | '`'
                )
        })
        .unwrap_or(text.len());
    &text[..end]
}

/// Without the punctuation of the sentence around; a bracket stays if it was opened within.
fn trimmed_len(url: &str) -> usize {
    let mut len = url.len();
    loop {
        let kept = &url[..len];
        let shorter = kept.trim_end_matches(['.', ',', ';', ':', '\'', '’', '!', '*', '_', '۔']);
        len = shorter.len();
        if shorter.ends_with(')') && shorter.matches('(').count() < shorter.matches(')').count() {
            len -= 1;
        } else if len == kept.len() {
            return len;
        }
    }
}

/// The form in which two printings of one address are equal: no scheme, no `www.`, no
/// slash at the end, no fragment, no query that only tracks.
pub fn normal(url: &str) -> String {
    let url = url.trim();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let url = url.split('#').next().unwrap_or_default();
    let (host_path, query) = url.split_once('?').unwrap_or((url, ""));
    let (host, path) = host_path.split_once('/').unwrap_or((host_path, ""));
    let host = host.to_lowercase();
    let host = ["www.", "m.", "mobile.", "amp."]
        .iter()
        .find_map(|p| host.strip_prefix(p))
        .unwrap_or(&host);
    let mut out = host.trim_end_matches(":80").trim_end_matches(":443").to_owned();
    let path = path.trim_end_matches('/');
    let path = ["/index.html", "/index.htm", "/index.php", "/amp"]
        .iter()
        .find_map(|p| path.strip_suffix(p))
        .unwrap_or(path);
    if !path.is_empty() {
        out.push('/');
        out.push_str(path);
    }
    let mut kept: Vec<&str> = query
        .split('&')
        .filter(|p| {
            !p.is_empty()
                && !["utm_", "fbclid", "gclid", "ref=", "mc_", "cmpid", "ncid", "s=", "share"]
                    .iter()
                    .any(|t| p.starts_with(t))
        })
        .collect();
    kept.sort_unstable();
    if !kept.is_empty() {
        out.push('?');
        out.push_str(&kept.join("&"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_the_punctuation_of_its_sentence() {
        for (text, url) in [
            ("at https://a.example/x_(y). Then", "https://a.example/x_(y)"),
            ("<http://a.example/x>", "http://a.example/x"),
            ("(see www.a.example/x)", "https://www.a.example/x"),
            ("doi:10.1000/182.", "https://doi.org/10.1000/182"),
            ("https://a.example/long-\npath/to, 3 May", "https://a.example/long-path/to"),
        ] {
            assert_eq!(find(text).first().map(|a| a.url.as_str()), Some(url), "{text}");
        }
    }

    #[test]
    fn two_printings_of_one_address_have_one_normal_form() {
        assert_eq!(
            normal("http://www.A.example/x/?utm_source=y#top"),
            normal("https://a.example/x")
        );
        assert_ne!(normal("https://a.example/x?id=1"), normal("https://a.example/x?id=2"));
    }
}
