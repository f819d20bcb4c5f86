//! How many claims were made in each session. It is derived from the dates of the claims: a
//! session says only who worked, and from when to when.

use std::collections::HashMap;

use crate::domain::{
    claim::Claim,
    ids::{AnalystId, SessionId},
    project::Project,
    session::Session,
    time::Timestamp,
};

/// A session, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worked {
    /// Which.
    pub session: SessionId,
    /// Who worked.
    pub by: AnalystId,
    /// From when.
    pub started: Timestamp,
    /// Until when; none if it never ended, as when the program stopped.
    pub ended: Option<Timestamp>,
    /// How many claims the analyst made in it that are still there.
    pub claims: u32,
}

/// What was done in all sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sessions {
    /// The sessions in the order of their beginnings.
    pub list: Vec<Worked>,
    /// Claims made outside of all sessions of their analysts, as those brought in from files.
    pub outside: u32,
}

/// Counts claims by session.
pub(super) fn sessions<'a>(project: &Project, claims: impl Iterator<Item = &'a Claim>) -> Sessions {
    let mut all: Vec<&Session> = project.sessions.iter().map(AsRef::as_ref).collect();
    all.sort_by_key(|session| (session.started, session.id));
    let mut list: Vec<Worked> = Vec::with_capacity(all.len());
    // Places in the list of each analyst's sessions, in order.
    let mut of: HashMap<AnalystId, Vec<usize>> = HashMap::new();
    for session in all {
        let Session { id, by, started, ended, .. } = *session;
        of.entry(by).or_default().push(list.len());
        list.push(Worked { session: id, by, started, ended, claims: 0 });
    }
    let mut outside = 0;
    for claim in claims {
        let own = of.get(&claim.by).map_or(&[][..], Vec::as_slice);
        let before = own.partition_point(|at| list[*at].started <= claim.created);
        let last = before.checked_sub(1).map(|last| own[last]);
        match last.filter(|at| list[*at].ended.is_none_or(|ended| claim.created <= ended)) {
            Some(at) => list[at].claims += 1,
            None => outside += 1,
        }
    }
    Sessions { list, outside }
}
