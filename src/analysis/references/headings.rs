//! The headings under which notes stand, and those that end them, per language.

use std::collections::HashSet;
use std::sync::LazyLock;

/// What a heading says of the section below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// Notes or works stand below it.
    List,
    /// Something else begins.
    Other,
}

const LISTS: &[&str] = &[
    // English
    "references",
    "reference",
    "reference list",
    "list of references",
    "notes",
    "note",
    "endnotes",
    "end notes",
    "footnotes",
    "footnote",
    "sources",
    "source",
    "sources and notes",
    "sources cited",
    "bibliography",
    "select bibliography",
    "selected bibliography",
    "works cited",
    "work cited",
    "literature cited",
    "literature",
    "citations",
    "related links",
    "notes and references",
    "references and notes",
    "notes and sources",
    "sources and further reading",
    "further reading",
    "references cited",
    "cited works",
    "works consulted",
    "annotated bibliography",
    "cited sources",
    "primary sources",
    "secondary sources",
    "explanatory notes",
    "notes and citations",
    "references and sources",
    "bibliography and references",
    "references and further reading",
    "general references",
    // German
    "einzelnachweise",
    "nachweise",
    "quellen",
    "quelle",
    "quellenangaben",
    "quellenverzeichnis",
    "literatur",
    "literaturverzeichnis",
    "literaturangaben",
    "anmerkungen",
    "anmerkung",
    "fußnoten",
    "fussnoten",
    "fußnote",
    "endnoten",
    "belege",
    "bibliographie",
    "bibliografie",
    "referenzen",
    "quellen und literatur",
    "literatur und quellen",
    "quellen und anmerkungen",
    "verweise",
    "anmerkungen und einzelnachweise",
    "anmerkungen und quellen",
    "quellennachweise",
    "verwendete literatur",
    "zitierte literatur",
    "quellen- und literaturverzeichnis",
    "weiterführende literatur",
    // French
    "références",
    "notes et références",
    "notes de bas de page",
    "sources et références",
    "ouvrages cités",
    "références bibliographiques",
    "notes et sources",
    "sources et notes",
    "œuvres citées",
    "liens connexes",
    "travaux cités",
    "liste des références",
    "notes de fin",
    "sources et bibliographie",
    "pour aller plus loin",
    // Spanish
    "referencias",
    "notas",
    "notas al pie",
    "notas a pie de página",
    "fuentes",
    "bibliografía",
    "obras citadas",
    "referencias bibliográficas",
    "notas y referencias",
    "trabajos citados",
    "enlaces relacionados",
    "fuentes y referencias",
    "referencias y notas",
    "lista de referencias",
    "notas y fuentes",
    "fuentes consultadas",
    "fuentes y notas",
    "bibliografía citada",
    "notas finales",
    "literatura citada",
    "bibliografía consultada",
    // Italian, Portuguese, Dutch, Russian: cheap to know
    "riferimenti",
    "note e riferimenti",
    "fonti",
    "bibliografia",
    "referências",
    "notas e referências",
    "fontes",
    "bronnen",
    "noten",
    "voetnoten",
    "referenties",
    "примечания",
    "источники",
    "литература",
    "сноски",
    // Persian
    "منابع",
    "منبع",
    "پانویس",
    "پانوشت",
    "پانویس‌ها",
    "پانوشت‌ها",
    "پی‌نوشت",
    "پی‌نوشت‌ها",
    "پی نوشت",
    "پی نوشت ها",
    "یادداشت",
    "یادداشت‌ها",
    "یادداشت ها",
    "ارجاعات",
    "ارجاع‌ها",
    "کتاب‌نامه",
    "کتابنامه",
    "مآخذ",
    "منابع و مآخذ",
    "منابع و پانویس",
    "پانویس و منابع",
    "فهرست منابع",
    "پیوندهای مرتبط",
    "مراجع",
    "زیرنویس",
    "زیرنویس‌ها",
    "منابع و یادداشت‌ها",
    "یادداشت‌ها و منابع",
    "منابع و پی‌نوشت‌ها",
    "پاورقی",
    "پاورقی‌ها",
    // Arabic
    "المراجع",
    "مراجع",
    "المصادر",
    "مصادر",
    "الهوامش",
    "هوامش",
    "الحواشي",
    "حواشي",
    "ملاحظات",
    "الملاحظات",
    "المصادر والمراجع",
    "المراجع والمصادر",
    "مصادر ومراجع",
    "مراجع ومصادر",
    "الهوامش والمراجع",
    "قائمة المراجع",
    "قائمة المصادر",
    "روابط ذات صلة",
    "ببليوغرافيا",
    "الإحالات",
    "ثبت المراجع",
    "قائمة المصادر والمراجع",
    "المراجع والهوامش",
    "الهوامش والمصادر",
    "حواشٍ",
];

const OTHERS: &[&str] = &[
    "external links",
    "see also",
    "about the author",
    "about the authors",
    "about",
    "author",
    "contents",
    "comments",
    "acknowledgements",
    "acknowledgments",
    "appendix",
    "share this",
    "related articles",
    "related posts",
    "navigation menu",
    "tags",
    "license",
    "copyright",
    "footer",
    "navigation",
    "subscribe",
    "table of contents",
    "author information",
    "funding",
    "conflict of interest",
    "categories",
    "leave a reply",
    "leave a comment",
    "recommended",
    "more from this author",
    "read more",
    "about this article",
    "disclaimer",
    "contact",
    "weblinks",
    "siehe auch",
    "inhaltsverzeichnis",
    "über den autor",
    "über die autorin",
    "kommentare",
    "inhalt",
    "danksagung",
    "anhang",
    "zum autor",
    "zur autorin",
    "liens externes",
    "voir aussi",
    "à propos de l'auteur",
    "à propos de l’auteur",
    "articles connexes",
    "commentaires",
    "sommaire",
    "remerciements",
    "annexe",
    "annexes",
    "enlaces externos",
    "véase también",
    "sobre el autor",
    "sobre la autora",
    "comentarios",
    "índice",
    "agradecimientos",
    "پیوند به بیرون",
    "جستارهای وابسته",
    "درباره نویسنده",
    "دربارهٔ نویسنده",
    "نظرات",
    "فهرست",
    "نگاه کنید به",
    "وصلات خارجية",
    "انظر أيضا",
    "انظر أيضًا",
    "عن الكاتب",
    "عن المؤلف",
    "تعليقات",
    "التعليقات",
    "المحتويات",
    "اقرأ أيضا",
];

static KNOWN_LISTS: LazyLock<HashSet<&str>> = LazyLock::new(|| LISTS.iter().copied().collect());
static KNOWN_OTHERS: LazyLock<HashSet<&str>> = LazyLock::new(|| OTHERS.iter().copied().collect());

/// The most bytes that a known heading takes, with what decorates it.
const LONGEST: usize = 120;

/// What a line says as a heading; `None` if it is none that is known.
///
/// A line is a heading if nothing but decoration stands beside a known word: `## `,
/// `== … ==`, `**…**`, a section number before it, a colon after it, `[edit]`.
pub fn heading(line: &str) -> Option<Heading> {
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    let marked = (hashes > 0 && hashes <= 6 && line[hashes..].starts_with(' '))
        || (line.len() > 4 && line.starts_with("==") && line.ends_with("=="));
    let words = core_of(line);
    if KNOWN_LISTS.contains(words.as_str()) {
        return Some(Heading::List);
    }
    (marked || KNOWN_OTHERS.contains(words.as_str())).then_some(Heading::Other)
}

fn core_of(line: &str) -> String {
    let mut text = line.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '#' | '=' | '*' | '_' | '-' | '–' | '—' | '\u{200E}' | '\u{200F}')
    });
    for edit in [
        "[edit source]",
        "[edit]",
        "[Bearbeiten]",
        "[modifier]",
        "[editar]",
        "[ویرایش]",
        "[عدل]",
        "[ edit ]",
        "[Bearbeiten | Quelltext bearbeiten]",
        "[modifier | modifier le code]",
    ] {
        text = text.strip_suffix(edit).unwrap_or(text).trim_end();
    }
    // `7. References`, `VII. Notes`, `A) Sources`
    if let Some((number, rest)) = text.split_once([' ', '\t']) {
        let bare = number.trim_end_matches(['.', ')', ':']);
        let roman = !bare.is_empty() && bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
        if !bare.is_empty()
            && (bare.chars().all(|c| c.is_numeric() || c == '.')
                || (roman && number.len() > bare.len()))
        {
            text = rest.trim_start();
        }
    }
    let text = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '.' | '*' | '_' | '=' | '#' | '：')
    });
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        if word == "&" {
            out.push_str("and");
        } else {
            out.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_heading_is_seen_through_its_decoration() {
        for line in [
            "References",
            "## Notes",
            "== Einzelnachweise ==",
            "**Sources:**",
            "7. References",
            "NOTES & REFERENCES",
            "References[edit]",
            "Références",
            "منابع",
            "المراجع:",
            "Related Links",
        ] {
            assert_eq!(heading(line), Some(Heading::List), "{line}");
        }
    }

    #[test]
    fn a_sentence_that_begins_like_a_heading_is_none() {
        for line in ["Sources close to the minister said so.", "Notes were taken", "", "See note 3"]
        {
            assert_eq!(heading(line), None, "{line}");
        }
        assert_eq!(heading("External links"), Some(Heading::Other));
        assert_eq!(heading("## The bridge"), Some(Heading::Other));
    }
}
