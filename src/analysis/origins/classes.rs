//! Classes of claims: those that `SameClaim` joins, whatever their kind.

use std::collections::HashMap;

use crate::domain::{ids::ClaimId, link::LinkKind, project::Project};

/// Which claims say the same. A claim that no link joins is a class of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Classes(HashMap<ClaimId, ClaimId>);

impl Classes {
    /// The claim that stands for a claim's class: the one with the smallest id.
    pub fn of(&self, claim: ClaimId) -> ClaimId {
        self.0.get(&claim).copied().unwrap_or(claim)
    }

    /// Whether two claims are in one class.
    pub fn same(&self, a: ClaimId, b: ClaimId) -> bool {
        self.of(a) == self.of(b)
    }
}

/// The classes of a project's claims.
pub fn classes(project: &Project) -> Classes {
    let mut parent: HashMap<ClaimId, ClaimId> = HashMap::new();
    for link in project.links.iter().filter(|l| l.kind == LinkKind::SameClaim) {
        let known = |id| project.place(id).is_some();
        if !known(link.from) || !known(link.to) {
            continue;
        }
        let (a, b) = (root(&mut parent, link.from), root(&mut parent, link.to));
        if a != b {
            parent.insert(a.max(b), a.min(b));
        }
    }
    let members: Vec<ClaimId> = parent.keys().copied().collect();
    Classes(members.into_iter().map(|id| (id, root(&mut parent, id))).collect())
}

fn root(parent: &mut HashMap<ClaimId, ClaimId>, mut id: ClaimId) -> ClaimId {
    let mut top = id;
    while let Some(next) = parent.get(&top) {
        top = *next;
    }
    while let Some(next) = parent.get(&id).copied() {
        parent.insert(id, top);
        if next == top {
            break;
        }
        id = next;
    }
    top
}
