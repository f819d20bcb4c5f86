//! Which addresses may become links and identifiers: those of the web, and no others.

/// An address that a link may lead to: http or https, with a host, without white space,
/// controls and characters that change the direction of writing.
pub fn safe_address(address: &str) -> Option<&str> {
    let address = address.trim();
    let rest = ["http://", "https://"].iter().find_map(|scheme| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| &address[scheme.len()..])
    })?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let odd = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\\' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    let fits = !host.is_empty() && !host.contains(['[', ']', '@']) && !rest.contains(odd);
    fits.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_web_only() {
        for address in ["https://example.org/a?b=c#d", " HTTP://example.org "] {
            assert!(safe_address(address).is_some(), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            "http://",
            "//example.org",
            "ftp://example.org",
            "http://[",
            "file:///etc",
            "https://user@example.org",
            "https://example.org/\u{202E}gpj",
            "java\nscript:",
            "https:// example.org",
            "é",
        ] {
            assert_eq!(safe_address(address), None, "{address}");
        }
    }
}
