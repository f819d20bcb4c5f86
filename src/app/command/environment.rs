//! When a command can be used, and why not.

use super::Command as C;

/// What decides whether a command can be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// Whether a project is open.
    pub project: bool,
    /// Whether it may be changed.
    pub editable: bool,
    /// Whether it has a file.
    pub file: bool,
    /// Whether the file was changed by somebody else.
    pub changed_on_disk: bool,
    /// Whether the file is gone.
    pub gone: bool,
    /// Whether another window may write the file, and this one may not.
    pub held: bool,
    /// Whether something in the project is broken.
    pub broken: bool,
    /// Whether there is work to be recovered.
    pub recovery: bool,
    /// Whether an article is shown.
    pub article: bool,
    /// Whether the reader is in view.
    pub reader: bool,
    /// Whether two articles are in view side by side.
    pub compare: bool,
    /// Whether they have something in common that is listed.
    pub joins: bool,
    /// Whether one claim is selected on each side.
    pub pair: bool,
    /// Whether a suggested pair of claims is chosen.
    pub suggested: bool,
    /// Whether words are selected in the reader.
    pub selection: bool,
    /// How many claims are selected.
    pub claims: usize,
    /// Whether the selected claim has a chain.
    pub chain: bool,
    /// Whether the chain of the selected claim has a hop.
    pub hop: bool,
    /// Whether a claim or block quotation around the selected one has a chain to offer.
    pub chain_around: bool,
    /// Whether a note is offered for the selected claim.
    pub note: bool,
    /// Whether the article has notes that are not accepted yet.
    pub open_notes: bool,
    /// Whether there is a chain to repeat.
    pub last_chain: bool,
    /// Whether the article has claims.
    pub article_claims: bool,
    /// Whether something is looked for.
    pub finding: bool,
    /// Whether there are findings that stand.
    pub findings: bool,
    /// Whether a source or work is chosen that can be discounted.
    pub voice: bool,
    /// Whether something is discounted.
    pub discounted: bool,
    /// Whether the graph of origins is in view.
    pub graph: bool,
    /// Whether a node of it is chosen, or the neighbourhood of one is shown.
    pub graph_node: bool,
    /// Whether there is something in it.
    pub picture: bool,
    /// Whether there is a place to go back to.
    pub back: bool,
    /// What undo would undo.
    pub undo: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
}

/// Why a command can't be used now, in a sentence.
pub type Why = &'static str;

impl C {
    /// Whether it can be used now, and if not, why.
    pub fn enabled(self, env: &Environment) -> Result<(), Why> {
        const NO_PROJECT: Why = "Open or make a project first.";
        const READ_ONLY: Why = "The project is open for reading only.";
        const NO_ARTICLE: Why = "Choose an article first.";
        const NO_SELECTION: Why = "Select words in the text first.";
        const NO_CLAIM: Why = "Select a claim first.";
        const ONE_CLAIM: Why = "Select one claim only.";
        const NO_CHAIN: Why = "The claim has no chain yet.";
        let must = |condition: bool, why: Why| if condition { Ok(()) } else { Err(why) };
        let project = || must(env.project, NO_PROJECT);
        let editable = || project().and_then(|()| must(env.editable, READ_ONLY));
        let article = || project().and_then(|()| must(env.article, NO_ARTICLE));
        let reader = || article().and_then(|()| must(env.reader, "Go to the reader first."));
        let claim = || editable().and_then(|()| must(env.claims > 0, NO_CLAIM));
        let one = || claim().and_then(|()| must(env.claims == 1, ONE_CLAIM));
        let selected = || editable().and_then(|()| must(env.selection, NO_SELECTION));
        let compare =
            || article().and_then(|()| must(env.compare, "Show two articles side by side first."));
        let graph =
            || project().and_then(|()| must(env.graph, "Go to the graph of origins first."));
        let joins = || compare().and_then(|()| must(env.joins, "Nothing is listed here."));
        match self {
            C::NewProject
            | C::OpenProject
            | C::Settings
            | C::Palette
            | C::Shortcuts
            | C::ToggleTheme
            | C::ToggleSerif
            | C::LargerType
            | C::SmallerType
            | C::Quit => Ok(()),
            C::Save => editable(),
            C::TakeOver => {
                project().and_then(|()| must(env.held, "No other window holds the project."))
            }
            C::ReadAgain => project()
                .and_then(|()| must(env.file, "The project has no file yet."))
                .and_then(|()| must(!env.gone, "The file is gone.")),
            C::WriteOver => editable().and_then(|()| {
                must(env.changed_on_disk || env.gone, "Nobody else changed the file.")
            }),
            C::Repair => {
                project().and_then(|()| must(env.broken, "Nothing in the project is broken."))
            }
            C::Recover => must(env.recovery, "There is no unsaved work to recover."),
            C::SaveAs
            | C::CloseProject
            | C::ShowReader
            | C::ShowReferences
            | C::ShowSources
            | C::ShowQueue
            | C::ShowFindings
            | C::ShowDashboard
            | C::ShowCodebook
            | C::ShowOrigins
            | C::ToggleLeftPanel
            | C::ToggleRightPanel => project(),
            C::Export => project().and_then(|()| {
                must(!env.broken, "Something in the project is broken: repair it first.")
            }),
            C::ProjectDetails | C::AddArticles | C::PasteArticle | C::ImportAnnotations => {
                editable()
            }
            C::ReviseArticle | C::ArticleDetails | C::RemoveArticle => {
                editable().and_then(|()| article())
            }
            C::Undo => editable().and_then(|()| must(env.undo.is_some(), "Nothing to undo.")),
            C::Redo => editable().and_then(|()| must(env.redo.is_some(), "Nothing to redo.")),
            C::NewClaim => selected(),
            C::AddSpan => selected().and_then(|()| one()),
            C::EditSource
            | C::EditEvidence
            | C::EditConfidence
            | C::ConfidenceLow
            | C::ConfidenceModerate
            | C::ConfidenceHigh
            | C::ToggleDone
            | C::DeleteClaims => claim(),
            C::AddTodo => one(),
            C::RepeatChain => {
                claim().and_then(|()| must(env.last_chain, "No chain was typed yet."))
            }
            C::AlsoThrough => one().and_then(|()| must(env.chain, NO_CHAIN)),
            C::TakeOverChain => one().and_then(|()| {
                must(env.chain_around, "No claim or quotation around this one has a chain.")
            }),
            C::TakeNote => {
                one().and_then(|()| must(env.note, "No note stands in or after this claim."))
            }
            C::AcceptReferences => editable().and_then(|()| article()).and_then(|()| {
                must(env.open_notes, "The article has no notes that are still to be accepted.")
            }),
            C::UseAsSource | C::UseAsCue => selected()
                .and_then(|()| one())
                .and_then(|()| must(env.hop, "The claim's chain has no hop yet.")),
            C::EndOrigin | C::EndGivesNoSource | C::EndNotFollowed | C::EndUnavailable => {
                claim().and_then(|()| must(env.chain, NO_CHAIN))
            }
            C::NextClaim | C::PreviousClaim => {
                article().and_then(|()| must(env.article_claims, "The article has no claims yet."))
            }
            C::Find if env.graph => Ok(()),
            C::ToggleCaret | C::Find => reader(),
            C::FindNext | C::FindPrevious => {
                reader().and_then(|()| must(env.finding, "Find something first."))
            }
            C::ShowCompare | C::CompareArticles => article(),
            C::SwapSides | C::OtherSide | C::NextJoins | C::LockScrolling => compare(),
            C::NextJoin | C::PreviousJoin => joins(),
            C::LinkSame | C::LinkContradicting => editable()
                .and_then(|()| compare())
                .and_then(|()| must(env.pair, "Select one claim on each side first.")),
            C::DeclinePair => editable()
                .and_then(|()| compare())
                .and_then(|()| must(env.suggested, "Choose a suggested pair of claims first.")),
            C::NextFinding | C::PreviousFinding => {
                project().and_then(|()| must(env.findings, "There are no findings."))
            }
            C::Discount => project().and_then(|()| {
                must(env.voice, "Choose a source or work, or a claim with one, first.")
            }),
            C::ClearDiscount | C::ShowDifference => {
                project().and_then(|()| must(env.discounted, "Nothing is discounted."))
            }
            C::GraphTable | C::GraphFit => graph(),
            C::GraphNeighbourhood => {
                graph().and_then(|()| must(env.graph_node, "Choose a node of the graph first."))
            }
            C::SavePictureSvg | C::SavePicturePng => {
                graph().and_then(|()| must(env.picture, "The graph is empty."))
            }
            C::GoBack => {
                project().and_then(|()| must(env.back, "There is no place to go back to."))
            }
        }
    }
}
