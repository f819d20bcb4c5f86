//! Which version of the file a text is, and how each version becomes a project.
//!
//! The version is read from the head of the text before anything else, so that a newer
//! file is refused with both versions named instead of with its first unknown field. An
//! older one goes from its own types through each next version's to today's; the table
//! has one reader a version.

use ron::error::{SpannedError, SpannedResult};

use super::schema::v1::ProjectV1;
use crate::domain::{invariant::Violation, project::Project};

/// The version that this program writes.
pub const CURRENT_VERSION: u32 = 1;

/// Reads a text of one version.
pub(super) type Reader = fn(&str) -> SpannedResult<(Project, Vec<Violation>)>;

/// All versions that can be read.
pub(super) const READERS: &[(u32, Reader)] = &[(1, read_v1)];

fn read_v1(text: &str) -> SpannedResult<(Project, Vec<Violation>)> {
    Ok(ron::from_str::<ProjectV1<'static>>(text)?.into_project())
}

/// Why a text could not be read.
#[derive(Debug)]
pub(super) enum Unread {
    /// The version does not come first; the byte offset of what does.
    NoVersion(usize),
    /// The version is none that this program knows.
    Version(u32),
    /// The text is not what its version says.
    Text(SpannedError),
}

/// What was read.
#[derive(Debug)]
pub(super) struct Read {
    pub project: Project,
    /// What was found not to hold while reading.
    pub found: Vec<Violation>,
    /// The version of the text.
    pub version: u32,
}

/// Reads a text of any known version.
pub(super) fn read(text: &str, readers: &[(u32, Reader)]) -> Result<Read, Unread> {
    let version = version(text).map_err(Unread::NoVersion)?;
    let (_, reader) =
        readers.iter().find(|(known, _)| *known == version).ok_or(Unread::Version(version))?;
    let (project, found) = reader(text).map_err(Unread::Text)?;
    Ok(Read { project, found, version })
}

/// The number after `(version:` at the head of a text, comments skipped; or the byte
/// offset at which something else stands.
fn version(text: &str) -> Result<u32, usize> {
    let mut rest = skip_blank(text);
    for token in ["(", "version", ":"] {
        let at = text.len() - rest.len();
        rest = skip_blank(rest.strip_prefix(token).ok_or(at)?);
    }
    let at = text.len() - rest.len();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    rest[..digits].parse().map_err(|_| at)
}

fn skip_blank(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        let comment = if text.starts_with("//") {
            text.find('\n').map(|end| end + 1)
        } else if text.starts_with("/*") {
            text.find("*/").map(|end| end + 2)
        } else {
            None
        };
        match comment {
            Some(end) => text = &text[end..],
            None => return text,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::domain::time::Timestamp;

    #[test]
    fn the_version_is_read_from_the_head_alone() {
        assert_eq!(version("(version: 1, …"), Ok(1));
        assert_eq!(version(" // a note\n /* another */ ( version : 27\n"), Ok(27));
        for (text, at) in [
            ("", 0),
            ("(title: \"x\", version: 1)", 1),
            ("(version: x)", 10),
            ("(version: 99999999999)", 10),
        ] {
            assert_eq!(version(text), Err(at), "{text}");
        }
    }

    #[test]
    fn an_older_version_is_read_by_its_own_reader() {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Older {
            #[expect(dead_code, reason = "read by serde")]
            version: u32,
            name: String,
        }
        fn read_older(text: &str) -> SpannedResult<(Project, Vec<Violation>)> {
            let older: Older = ron::from_str(text)?;
            Ok((Project::new(older.name, Timestamp::from_unix_seconds(0)), Vec::new()))
        }
        let readers = [(0, read_older as Reader), READERS[0]];
        let read = read("(version: 0, name: \"Old\")", &readers).expect("reads");
        assert_eq!((read.project.head.title.as_str(), read.version), ("Old", 0));
    }

    #[test]
    fn a_version_without_a_reader_is_named() {
        assert!(matches!(read("(version: 2, new: 1)", READERS), Err(Unread::Version(2))));
    }

    #[test]
    fn every_version_up_to_the_current_one_has_a_reader() {
        let versions: Vec<u32> = READERS.iter().map(|(version, _)| *version).collect();
        assert_eq!(versions, (1..=CURRENT_VERSION).collect::<Vec<_>>());
    }
}
