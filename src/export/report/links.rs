//! How a link reads from either of its two claims.

use crate::domain::link::{LinkKind, Response};

/// What one claim does to the other: from the first (`outwards`), or from the second.
pub fn phrase(kind: LinkKind, outwards: bool) -> &'static str {
    match (kind, outwards) {
        (LinkKind::SameClaim, _) => "Says the same as",
        (LinkKind::Contradicts, _) => "Contradicts",
        (LinkKind::Entails, true) => "Says more than",
        (LinkKind::Entails, false) => "Follows from",
        (LinkKind::Supports, true) => "Supports",
        (LinkKind::Supports, false) => "Is supported by",
        (LinkKind::Quotes, true) => "Quotes",
        (LinkKind::Quotes, false) => "Is quoted by",
        (LinkKind::DerivedFrom, true) => "Was made from",
        (LinkKind::DerivedFrom, false) => "Is the source of",
        (LinkKind::RespondsTo(response), true) => match response {
            Response::Confirms => "Confirms",
            Response::ConfirmsInPart => "Confirms in part",
            Response::Denies => "Denies",
            Response::DoesNotDeny => "Does not deny",
            Response::Declines => "Declines to answer",
        },
        (LinkKind::RespondsTo(response), false) => match response {
            Response::Confirms => "Is confirmed by",
            Response::ConfirmsInPart => "Is confirmed in part by",
            Response::Denies => "Is denied by",
            Response::DoesNotDeny => "Is not denied by",
            Response::Declines => "Gets no answer from",
        },
    }
}
