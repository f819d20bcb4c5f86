//! Shows an address before it is opened: an article's author chose it, not the analyst.

use egui::{OpenUrl, RichText, TextStyle, Ui};

use super::form::{self, Cx, Next, Pressed};
use crate::app::action::Action;

/// The dialog.
#[derive(Debug)]
pub struct OpenLink {
    url: String,
    shown: String,
    warnings: Vec<&'static str>,
    opens: bool,
}

impl OpenLink {
    /// For an address.
    pub fn new(url: String) -> Self {
        let url = url.trim().to_owned();
        let (opens, warnings) = judge(&url);
        // Characters that are not seen, or turn the direction, are spelled out.
        let shown = url
            .chars()
            .flat_map(|c| {
                let plain = !c.is_control() && !is_invisible(c);
                let spelled = if plain { c.to_string() } else { c.escape_unicode().to_string() };
                spelled.chars().collect::<Vec<_>>()
            })
            .collect();
        Self { url, shown, warnings, opens }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let theme = cx.around.theme;
        form::paragraph(ui, "This address would be opened in your browser:");
        crate::app::theme::card(ui, theme, |ui| {
            let text = RichText::new(&self.shown).text_style(TextStyle::Monospace);
            ui.add(egui::Label::new(text).wrap().selectable(true));
        });
        for warning in &self.warnings {
            form::warning(ui, theme, *warning);
        }
        let ready = if self.opens { Ok(()) } else { Err("Only http and https can be opened.") };
        let mut copied = false;
        let pressed = form::buttons(ui, theme, "Open", ready, |ui| {
            copied = ui.button("Copy address").clicked();
        });
        if copied {
            cx.out.send(Action::Copy(self.url.clone()));
            return Next::Close;
        }
        match pressed {
            Pressed::Confirm => {
                ui.ctx().open_url(OpenUrl::new_tab(&self.url));
                Next::Close
            }
            Pressed::Cancel => Next::Close,
            Pressed::Nothing => Next::Stay,
        }
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether an address may be opened, and what is suspicious about it.
fn judge(url: &str) -> (bool, Vec<&'static str>) {
    let mut warnings = Vec::new();
    let rest = url.split_once("://").filter(|(scheme, _)| {
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    });
    let Some((_, rest)) = rest else {
        return (false, vec!["This is no http or https address: it can be copied, not opened."]);
    };
    // A backslash ends the host for a browser, too.
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().to_lowercase();
    if authority.contains('@') {
        warnings.push("What stands before the @ is a user's name, not the site that is opened.");
    }
    if host.split('.').any(|part| part.starts_with("xn--")) || !host.is_ascii() {
        warnings.push(
            "The site's name uses letters of other scripts: it may look like a name it is not.",
        );
    }
    if url.chars().any(|c| c.is_control() || is_invisible(c)) {
        warnings
            .push("The address holds characters that can't be seen. They are spelled out here.");
    }
    (!host.is_empty(), warnings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_open() {
        for url in ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.example", "", "http://"] {
            assert!(!judge(url).0, "{url}");
        }
        assert_eq!(judge("HTTPS://paper.example/a?b@c"), (true, vec![]));
    }

    #[test]
    fn what_could_deceive_is_warned_of() {
        for url in [
            "https://paper.example@evil.example/",
            "https://xn--pypal-4ve.example/",
            "https://pаypal.example/",
            "https://paper.example/\u{202E}gpj.exe",
        ] {
            assert_eq!(judge(url).1.len(), 1, "{url}");
        }
        assert!(OpenLink::new("https://a.example/\u{202E}x".into()).shown.contains("\\u{202e}"));
    }
}
