//! Commands as data: one enum in palette order. Menus, palette, toolbar, shortcuts and
//! the shortcut page are all drawn from it.

mod environment;
mod keys;
mod words;

pub use environment::{Environment, Why};

/// Everything that can be asked for without a further argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Make an empty project.
    NewProject,
    /// Open a project file.
    OpenProject,
    /// Save the project.
    Save,
    /// Save the project under another name.
    SaveAs,
    /// Become the one who may write.
    TakeOver,
    /// Read the project again from its file.
    ReadAgain,
    /// Write the project over a file that was changed or removed.
    WriteOver,
    /// List what is broken, and repair it.
    Repair,
    /// Bring back work that was not saved.
    Recover,
    /// Close the project and show the start page.
    CloseProject,
    /// Correct what the project is called and what it is about.
    ProjectDetails,
    /// Read articles from files.
    AddArticles,
    /// Make an article of the clipboard's text.
    PasteArticle,
    /// Bring in a revised text of the article.
    ReviseArticle,
    /// Correct what is known about the article.
    ArticleDetails,
    /// Remove the article and its claims.
    RemoveArticle,
    /// Write the project in a format that others read.
    Export,
    /// Take over what was tagged or listed elsewhere.
    ImportAnnotations,
    /// Take back the last edit.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Make a claim of the selection.
    NewClaim,
    /// Add the selection to the selected claim.
    AddSpan,
    /// Type who said it.
    EditSource,
    /// Choose the kind of evidence.
    EditEvidence,
    /// Judge how sure you are.
    EditConfidence,
    /// Give the selected claims low confidence.
    ConfidenceLow,
    /// Give the selected claims moderate confidence.
    ConfidenceModerate,
    /// Give the selected claims high confidence.
    ConfidenceHigh,
    /// Give the selected claims the last chain again.
    RepeatChain,
    /// Copy a chain to change one hop of it.
    AlsoThrough,
    /// Take over the chain of the claim or block quotation around.
    TakeOverChain,
    /// The selection names the source of the hop.
    UseAsSource,
    /// The selection is the cue of the hop.
    UseAsCue,
    /// Mark the chain as ending at its origin.
    EndOrigin,
    /// Mark the chain as giving no source.
    EndGivesNoSource,
    /// Mark the chain as not followed further.
    EndNotFollowed,
    /// Mark the next step as unavailable.
    EndUnavailable,
    /// Take the note that stands behind the claim as who said it.
    TakeNote,
    /// Accept the works of all notes that are certain.
    AcceptReferences,
    /// Mark the claim as done, or as a draft again.
    ToggleDone,
    /// Add something to do about the claim.
    AddTodo,
    /// Delete the selected claims.
    DeleteClaims,
    /// Go to the next claim.
    NextClaim,
    /// Go to the previous claim.
    PreviousClaim,
    /// Move by keyboard in the text.
    ToggleCaret,
    /// Look for words in the text.
    Find,
    /// Go to the next place found.
    FindNext,
    /// Go to the previous place found.
    FindPrevious,
    /// Go back to where you were.
    GoBack,
    /// Show the article and its claims.
    ShowReader,
    /// Show two articles side by side.
    ShowCompare,
    /// Choose two articles and show them side by side.
    CompareArticles,
    /// Have the two articles change sides.
    SwapSides,
    /// Work in the other article.
    OtherSide,
    /// Go to the next thing that both articles have.
    NextJoin,
    /// Go to the previous one.
    PreviousJoin,
    /// Show passages, claims, sources or all.
    NextJoins,
    /// Scroll both articles together.
    LockScrolling,
    /// The selected claims of both sides say the same.
    LinkSame,
    /// The selected claims of both sides contradict each other.
    LinkContradicting,
    /// The suggested pair of claims is none.
    DeclinePair,
    /// Show the notes of the article.
    ShowReferences,
    /// Show sources and works.
    ShowSources,
    /// Show what is still to do.
    ShowQueue,
    /// Show what was noticed.
    ShowFindings,
    /// Show the project or an article in figures.
    ShowDashboard,
    /// Show the kinds of evidence.
    ShowCodebook,
    /// Go to the next finding.
    NextFinding,
    /// Go to the previous finding.
    PreviousFinding,
    /// Take a source or work to be wrong, or count it again.
    Discount,
    /// Count all that is discounted again.
    ClearDiscount,
    /// Show which classes what is discounted changes.
    ShowDifference,
    /// Show or hide the list at the left.
    ToggleLeftPanel,
    /// Show or hide the claim at the right.
    ToggleRightPanel,
    /// Larger type.
    LargerType,
    /// Smaller type.
    SmallerType,
    /// Serif or sans serif.
    ToggleSerif,
    /// Light or dark.
    ToggleTheme,
    /// Change type, measure, name.
    Settings,
    /// All commands by name.
    Palette,
    /// All shortcuts.
    Shortcuts,
    /// Close the window.
    Quit,
    /// Show where the claims come from.
    ShowOrigins,
    /// Show the graph as a picture or as a table.
    GraphTable,
    /// Show the chosen node of the graph with its neighbours.
    GraphNeighbourhood,
    /// Show all of the graph.
    GraphFit,
    /// Save the graph as SVG.
    SavePictureSvg,
    /// Save the graph as PNG.
    SavePicturePng,
}

/// Where a command stands in the menus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// Projects and articles.
    File,
    /// Undo, redo, find.
    Edit,
    /// Claims.
    Claim,
    /// What is shown, and how.
    View,
    /// Help.
    Help,
}

impl Menu {
    /// All menus from left to right.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Claim, Self::View, Self::Help];

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Claim => "Claim",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

use Command as C;

impl Command {
    /// All commands in palette order.
    pub const ALL: &'static [Self] = &[
        C::NewClaim,
        C::EditSource,
        C::EditEvidence,
        C::EditConfidence,
        C::ConfidenceLow,
        C::ConfidenceModerate,
        C::ConfidenceHigh,
        C::RepeatChain,
        C::AlsoThrough,
        C::TakeOverChain,
        C::TakeNote,
        C::UseAsSource,
        C::UseAsCue,
        C::AddSpan,
        C::EndOrigin,
        C::EndGivesNoSource,
        C::EndNotFollowed,
        C::EndUnavailable,
        C::ToggleDone,
        C::AddTodo,
        C::NextClaim,
        C::PreviousClaim,
        C::DeleteClaims,
        C::Undo,
        C::Redo,
        C::Find,
        C::FindNext,
        C::FindPrevious,
        C::ToggleCaret,
        C::GoBack,
        C::ShowReader,
        C::ShowCompare,
        C::ShowReferences,
        C::ShowSources,
        C::ShowOrigins,
        C::ShowFindings,
        C::ShowDashboard,
        C::ShowQueue,
        C::ShowCodebook,
        C::CompareArticles,
        C::NextJoin,
        C::PreviousJoin,
        C::LinkSame,
        C::LinkContradicting,
        C::DeclinePair,
        C::OtherSide,
        C::SwapSides,
        C::NextJoins,
        C::LockScrolling,
        C::NextFinding,
        C::PreviousFinding,
        C::Discount,
        C::ClearDiscount,
        C::GraphTable,
        C::GraphNeighbourhood,
        C::GraphFit,
        C::SavePictureSvg,
        C::SavePicturePng,
        C::ShowDifference,
        C::AddArticles,
        C::PasteArticle,
        C::ArticleDetails,
        C::ReviseArticle,
        C::RemoveArticle,
        C::AcceptReferences,
        C::Export,
        C::ImportAnnotations,
        C::Save,
        C::SaveAs,
        C::TakeOver,
        C::ReadAgain,
        C::WriteOver,
        C::Repair,
        C::Recover,
        C::OpenProject,
        C::NewProject,
        C::ProjectDetails,
        C::CloseProject,
        C::LargerType,
        C::SmallerType,
        C::ToggleSerif,
        C::ToggleTheme,
        C::ToggleLeftPanel,
        C::ToggleRightPanel,
        C::Settings,
        C::Palette,
        C::Shortcuts,
        C::Quit,
    ];

    /// The menu it stands in.
    pub fn menu(self) -> Menu {
        match self {
            C::NewProject
            | C::OpenProject
            | C::Save
            | C::SaveAs
            | C::ProjectDetails
            | C::TakeOver
            | C::ReadAgain
            | C::WriteOver
            | C::Repair
            | C::Recover
            | C::CloseProject
            | C::AddArticles
            | C::PasteArticle
            | C::ReviseArticle
            | C::ArticleDetails
            | C::RemoveArticle
            | C::AcceptReferences
            | C::Export
            | C::ImportAnnotations
            | C::SavePictureSvg
            | C::SavePicturePng
            | C::Quit => Menu::File,
            C::Undo
            | C::Redo
            | C::Find
            | C::FindNext
            | C::FindPrevious
            | C::ToggleCaret
            | C::Settings => Menu::Edit,
            C::NewClaim
            | C::AddSpan
            | C::EditSource
            | C::EditEvidence
            | C::EditConfidence
            | C::ConfidenceLow
            | C::ConfidenceModerate
            | C::ConfidenceHigh
            | C::RepeatChain
            | C::AlsoThrough
            | C::TakeOverChain
            | C::TakeNote
            | C::UseAsSource
            | C::UseAsCue
            | C::EndOrigin
            | C::EndGivesNoSource
            | C::EndNotFollowed
            | C::EndUnavailable
            | C::ToggleDone
            | C::AddTodo
            | C::DeleteClaims
            | C::LinkSame
            | C::LinkContradicting
            | C::DeclinePair
            | C::NextClaim
            | C::PreviousClaim => Menu::Claim,
            C::GoBack
            | C::ShowReader
            | C::ShowCompare
            | C::CompareArticles
            | C::SwapSides
            | C::OtherSide
            | C::NextJoin
            | C::PreviousJoin
            | C::NextJoins
            | C::LockScrolling
            | C::ShowReferences
            | C::ShowSources
            | C::ShowQueue
            | C::ShowFindings
            | C::ShowDashboard
            | C::NextFinding
            | C::PreviousFinding
            | C::Discount
            | C::ClearDiscount
            | C::ShowDifference
            | C::ShowCodebook
            | C::ShowOrigins
            | C::GraphTable
            | C::GraphNeighbourhood
            | C::GraphFit
            | C::ToggleLeftPanel
            | C::ToggleRightPanel
            | C::LargerType
            | C::SmallerType
            | C::ToggleSerif
            | C::ToggleTheme => Menu::View,
            C::Palette | C::Shortcuts => Menu::Help,
        }
    }
}

#[cfg(test)]
mod tests;
