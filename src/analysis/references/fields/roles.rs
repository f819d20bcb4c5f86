//! What a date is the date of: publication, access, or an archived copy.

use super::super::places::begins_with;

/// What a date is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// When the work appeared.
    Published,
    /// When it was looked up.
    Accessed,
    /// When a copy was archived, or a page changed.
    Other,
}

const ACCESSED: &[&str] = &[
    "accessed",
    "access date",
    "last access",
    "retrieved",
    "viewed",
    "visited",
    "consulté",
    "consultée",
    "consultado",
    "consultada",
    "consulta",
    "abgerufen",
    "zugriff",
    "zugegriffen",
    "aufgerufen",
    "eingesehen",
    "recuperado",
    "acceso",
    "visitado",
    "letzter abruf",
    "abruf",
    "besucht",
    "geprüft",
    "last checked",
    "vu le",
    "page vue",
    "[cited",
    "دسترسی",
    "بازبینی",
    "بازیابی",
    "بازدید",
    "مشاهده",
    "اطلع",
    "اطّلع",
    "الاطلاع",
    "الاطّلاع",
    "الوصول",
    "تصفح",
    "استرجع",
    "زيارة",
    "geraadpleegd",
    "acesso",
    "stand:",
    "дата обращения",
    "обращения",
];

const OTHER: &[&str] = &[
    "archived",
    "archiviert",
    "archivé",
    "archivado",
    "last modified",
    "updated",
    "aktualisiert",
    "mis à jour",
    "actualizado",
    "بایگانی",
    "أرشف",
    "مؤرشف",
    "reprint",
    "first published",
    "originally published",
    "original work",
];

/// What a date is the date of, by the words just before it.
pub fn role(text: &str, from: usize, start: usize, masked: &[(usize, usize)]) -> Role {
    let after_mask =
        masked.iter().filter(|m| m.1 <= start && start - m.1 > 3).map(|m| m.1).max().unwrap_or(0);
    let mut low = from.max(after_mask).max(start.saturating_sub(44));
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let before = text[low..start].to_lowercase();
    // `… 2008) accessed on`: only the last clause counts.
    if has_one(&before, ACCESSED) {
        return Role::Accessed;
    }
    if has_one(&before, OTHER) {
        return Role::Other;
    }
    Role::Published
}

/// Whether one of some phrases stands in a text where a word can begin. Arabic and
/// Persian join particles to the word after them, so there it may stand anywhere.
fn has_one(text: &str, phrases: &[&str]) -> bool {
    let mut glued = false;
    text.char_indices().any(|(at, c)| {
        let begins = !glued || !c.is_ascii();
        glued = c.is_alphabetic();
        begins
            && !c.is_whitespace()
            && phrases.iter().any(|phrase| begins_with(&text[at..], phrase))
    })
}
