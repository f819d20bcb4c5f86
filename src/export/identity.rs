//! Identifiers that other formats want: derived from the project's own, so that the same
//! record has the same one in every export of its project.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::domain::project::Project;

/// A UUID of version 8 (RFC 9562): the first bits of a SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid([u8; 16]);

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [b'-'; 36];
        let mut at = 0;
        for (place, byte) in self.0.iter().enumerate() {
            at += usize::from(matches!(place, 4 | 6 | 8 | 10));
            text[at] = DIGITS[usize::from(byte >> 4)];
            text[at + 1] = DIGITS[usize::from(byte & 15)];
            at += 2;
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

/// Derives the identifiers of one project's records. A project is told from others by the
/// moment of its creation, which never changes.
#[derive(Debug, Clone)]
pub struct Identities(Sha256);

impl Identities {
    /// Those of a project.
    pub fn of(project: &Project) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(b"sourceline\0");
        hasher.update(project.head.created.unix_seconds().to_be_bytes());
        Self(hasher)
    }

    /// The identifier of a record: its sort, its id, and a number where one record becomes
    /// several things.
    pub fn uuid(&self, sort: &str, id: &str, number: usize) -> Uuid {
        let mut hasher = self.0.clone();
        hasher.update(sort.as_bytes());
        hasher.update([0]);
        hasher.update(id.as_bytes());
        hasher.update([0]);
        hasher.update((number as u64).to_be_bytes());
        let digest = hasher.finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        bytes[6] = bytes[6] & 0x0F | 0x80;
        bytes[8] = bytes[8] & 0x3F | 0x80;
        Uuid(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

    #[test]
    fn an_identifier_follows_from_project_sort_id_and_number() {
        let at = Timestamp::from_unix_seconds;
        let one = Identities::of(&Project::new("One", at(1)));
        let other = Identities::of(&Project::new("One", at(2)));
        let uuid = one.uuid("claim", "abc", 0);
        assert_eq!(uuid, Identities::of(&Project::new("Renamed", at(1))).uuid("claim", "abc", 0));
        for different in [
            other.uuid("claim", "abc", 0),
            one.uuid("work", "abc", 0),
            one.uuid("claim", "abd", 0),
            one.uuid("claim", "abc", 1),
        ] {
            assert_ne!(uuid, different);
        }
        let text = uuid.to_string();
        assert_eq!((text.len(), text.as_bytes()[14]), (36, b'8'), "{text}");
    }
}
