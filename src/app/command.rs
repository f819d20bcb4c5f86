//! Commands as data: one enum in palette order. Menus, palette, toolbar, shortcuts and
//! the shortcut page are all drawn from it.

use egui::{Key, KeyboardShortcut, Modifiers};

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
    /// Close the project and show the start page.
    CloseProject,
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
    /// Show sources and works.
    ShowSources,
    /// Show what is still to do.
    ShowQueue,
    /// Show the kinds of evidence.
    ShowCodebook,
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

/// What decides whether a command can be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// Whether a project is open.
    pub project: bool,
    /// Whether it may be changed.
    pub editable: bool,
    /// Whether an article is shown.
    pub article: bool,
    /// Whether the reader is in view.
    pub reader: bool,
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
    /// Whether there is a chain to repeat.
    pub last_chain: bool,
    /// Whether the article has claims.
    pub article_claims: bool,
    /// Whether something is looked for.
    pub finding: bool,
    /// Whether there is a place to go back to.
    pub back: bool,
    /// What undo would undo.
    pub undo: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
}

/// Why a command can't be used now, in a sentence.
pub type Why = &'static str;

use Command as C;

impl Command {
    /// All commands in palette order.
    pub const ALL: &'static [Self] = &[
        C::NewClaim,
        C::EditSource,
        C::EditEvidence,
        C::EditConfidence,
        C::RepeatChain,
        C::AlsoThrough,
        C::TakeOverChain,
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
        C::ShowSources,
        C::ShowQueue,
        C::ShowCodebook,
        C::AddArticles,
        C::PasteArticle,
        C::ArticleDetails,
        C::ReviseArticle,
        C::RemoveArticle,
        C::Save,
        C::SaveAs,
        C::OpenProject,
        C::NewProject,
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

    /// Its name; `…` if it asks for more.
    pub fn name(self) -> &'static str {
        match self {
            C::NewProject => "New project…",
            C::OpenProject => "Open project…",
            C::Save => "Save",
            C::SaveAs => "Save as…",
            C::CloseProject => "Close project",
            C::AddArticles => "Add articles…",
            C::PasteArticle => "Paste as article…",
            C::ReviseArticle => "Bring in a revised text…",
            C::ArticleDetails => "Article details…",
            C::RemoveArticle => "Remove article…",
            C::Undo => "Undo",
            C::Redo => "Redo",
            C::NewClaim => "New claim",
            C::AddSpan => "Add selection to claim",
            C::EditSource => "Source of the claim",
            C::EditEvidence => "Evidence of the claim",
            C::EditConfidence => "Confidence in the claim",
            C::RepeatChain => "Repeat the last chain",
            C::AlsoThrough => "Also through…",
            C::TakeOverChain => "Take over the chain around",
            C::UseAsSource => "Use selection as source span",
            C::UseAsCue => "Use selection as cue span",
            C::EndOrigin => "Chain ends at its origin",
            C::EndGivesNoSource => "Chain gives no source",
            C::EndNotFollowed => "Chain not followed",
            C::EndUnavailable => "Chain goes on, unavailable",
            C::ToggleDone => "Done, or draft again",
            C::AddTodo => "Add to-do",
            C::DeleteClaims => "Delete claim",
            C::NextClaim => "Next claim",
            C::PreviousClaim => "Previous claim",
            C::ToggleCaret => "Caret in the text",
            C::Find => "Find in text…",
            C::FindNext => "Find next",
            C::FindPrevious => "Find previous",
            C::GoBack => "Back",
            C::ShowReader => "Reader",
            C::ShowSources => "Sources",
            C::ShowQueue => "Queue",
            C::ShowCodebook => "Evidence kinds",
            C::ToggleLeftPanel => "Articles and claims panel",
            C::ToggleRightPanel => "Claim panel",
            C::LargerType => "Larger type",
            C::SmallerType => "Smaller type",
            C::ToggleSerif => "Serif or sans serif",
            C::ToggleTheme => "Light or dark",
            C::Settings => "Settings…",
            C::Palette => "Command palette…",
            C::Shortcuts => "Keyboard shortcuts…",
            C::Quit => "Quit",
        }
    }

    /// What it does, in a sentence.
    pub fn tooltip(self) -> &'static str {
        match self {
            C::NewProject => "Make an empty project.",
            C::OpenProject => "Open a project file.",
            C::Save => "Write the project to its file.",
            C::SaveAs => "Write the project to another file and go on there.",
            C::CloseProject => "Close the project and show the start page.",
            C::AddArticles => "Read articles from text, Markdown or HTML files.",
            C::PasteArticle => "Make an article of the clipboard's text.",
            C::ReviseArticle => "Bring in a newer text of this article; its claims move to it.",
            C::ArticleDetails => "Correct title, byline, publisher, dates and addresses.",
            C::RemoveArticle => "Remove the article with its claims.",
            C::Undo => "Take back the last edit.",
            C::Redo => "Do again what was taken back.",
            C::NewClaim => "Make a claim of the selected words and name its source.",
            C::AddSpan => "Add the selected words to the selected claim.",
            C::EditSource => "Type who said it, and through whom.",
            C::EditEvidence => "Choose the kind of evidence at the end of the chain.",
            C::EditConfidence => "Judge how sure you are: low, moderate, high.",
            C::RepeatChain => "Give the selected claims the chain that was typed last.",
            C::AlsoThrough => "Copy the chain, to change one hop of it.",
            C::TakeOverChain => "Copy the chain of the claim or block quotation around this one.",
            C::UseAsSource => "The selected words name the source of the hop.",
            C::UseAsCue => "The selected words are the cue: \"told\", \"according to\".",
            C::EndOrigin => "The last voice knows it first-hand.",
            C::EndGivesNoSource => "The last voice was read, and names nobody.",
            C::EndNotFollowed => "Nobody looked yet what is behind the last voice.",
            C::EndUnavailable => "The next step is known but can't be got hold of.",
            C::ToggleDone => "Mark the claim as done, or as a draft again.",
            C::AddTodo => "Note something to do about the claim.",
            C::DeleteClaims => "Delete the selected claims. Undo brings them back.",
            C::NextClaim => "Go to the next claim in the text.",
            C::PreviousClaim => "Go to the previous claim in the text.",
            C::ToggleCaret => "Move and select in the text by keyboard.",
            C::Find => "Look for words or a regular expression in the text.",
            C::FindNext => "Go to the next place found.",
            C::FindPrevious => "Go to the previous place found.",
            C::GoBack => "Go back to where you were before the last jump.",
            C::ShowReader => "Show the article and its claims.",
            C::ShowSources => "Show the registry of sources and works.",
            C::ShowQueue => "Show what is still to do.",
            C::ShowCodebook => "Show and change the kinds of evidence.",
            C::ToggleLeftPanel => "Show or hide the list of articles and claims.",
            C::ToggleRightPanel => "Show or hide the claim.",
            C::LargerType => "Make the article's type larger.",
            C::SmallerType => "Make the article's type smaller.",
            C::ToggleSerif => "Switch between serif and sans serif type.",
            C::ToggleTheme => "Switch between light and dark.",
            C::Settings => "Change your name, the type, the measure, the theme.",
            C::Palette => "Find any command by its name.",
            C::Shortcuts => "Show all keyboard shortcuts.",
            C::Quit => "Close the window.",
        }
    }

    /// The menu it stands in.
    pub fn menu(self) -> Menu {
        match self {
            C::NewProject
            | C::OpenProject
            | C::Save
            | C::SaveAs
            | C::CloseProject
            | C::AddArticles
            | C::PasteArticle
            | C::ReviseArticle
            | C::ArticleDetails
            | C::RemoveArticle
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
            | C::RepeatChain
            | C::AlsoThrough
            | C::TakeOverChain
            | C::UseAsSource
            | C::UseAsCue
            | C::EndOrigin
            | C::EndGivesNoSource
            | C::EndNotFollowed
            | C::EndUnavailable
            | C::ToggleDone
            | C::AddTodo
            | C::DeleteClaims
            | C::NextClaim
            | C::PreviousClaim => Menu::Claim,
            C::GoBack
            | C::ShowReader
            | C::ShowSources
            | C::ShowQueue
            | C::ShowCodebook
            | C::ToggleLeftPanel
            | C::ToggleRightPanel
            | C::LargerType
            | C::SmallerType
            | C::ToggleSerif
            | C::ToggleTheme => Menu::View,
            C::Palette | C::Shortcuts => Menu::Help,
        }
    }

    /// Its shortcuts, the first of which is shown. Those without a modifier are for the
    /// reader and lists: they are off while a text field has the keyboard.
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        const fn key(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::NONE, key)
        }
        const fn cmd(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::COMMAND, key)
        }
        const fn cmd_shift(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
        }
        const fn alt(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::ALT, key)
        }
        const fn shift(key: Key) -> KeyboardShortcut {
            KeyboardShortcut::new(Modifiers::SHIFT, key)
        }
        match self {
            C::NewProject => const { &[cmd(Key::N)] },
            C::OpenProject => const { &[cmd(Key::O)] },
            C::Save => const { &[cmd(Key::S)] },
            C::SaveAs => const { &[cmd_shift(Key::S)] },
            C::CloseProject => const { &[cmd(Key::W)] },
            C::AddArticles => const { &[cmd(Key::I)] },
            C::PasteArticle => const { &[cmd_shift(Key::V)] },
            C::ReviseArticle | C::RemoveArticle => &[],
            C::ArticleDetails => const { &[cmd_shift(Key::I)] },
            C::Undo => const { &[cmd(Key::Z)] },
            C::Redo => const { &[cmd_shift(Key::Z), cmd(Key::Y)] },
            C::NewClaim => const { &[key(Key::C)] },
            C::AddSpan => const { &[shift(Key::C)] },
            C::EditSource => const { &[key(Key::S)] },
            C::EditEvidence => const { &[key(Key::E)] },
            C::EditConfidence => const { &[key(Key::F)] },
            C::RepeatChain => const { &[key(Key::Period)] },
            C::AlsoThrough => const { &[key(Key::A)] },
            C::TakeOverChain => const { &[key(Key::I)] },
            C::UseAsSource => const { &[shift(Key::S)] },
            C::UseAsCue => const { &[shift(Key::U)] },
            C::EndOrigin => const { &[key(Key::O)] },
            C::EndGivesNoSource => const { &[key(Key::G)] },
            C::EndNotFollowed => const { &[key(Key::X)] },
            C::EndUnavailable => const { &[key(Key::U)] },
            C::ToggleDone => const { &[key(Key::D)] },
            C::AddTodo => const { &[key(Key::T)] },
            C::DeleteClaims => const { &[key(Key::Delete)] },
            C::NextClaim => const { &[key(Key::N), key(Key::J)] },
            C::PreviousClaim => const { &[key(Key::P), key(Key::K)] },
            C::ToggleCaret => const { &[key(Key::F7)] },
            C::Find => const { &[cmd(Key::F)] },
            C::FindNext => const { &[key(Key::F3), cmd(Key::G)] },
            C::FindPrevious => const { &[shift(Key::F3), cmd_shift(Key::G)] },
            C::GoBack => const { &[alt(Key::ArrowLeft)] },
            C::ShowReader => const { &[alt(Key::Num1)] },
            C::ShowSources => const { &[alt(Key::Num2)] },
            C::ShowQueue => const { &[alt(Key::Num3)] },
            C::ShowCodebook => const { &[alt(Key::Num4)] },
            C::ToggleLeftPanel => const { &[key(Key::F9)] },
            C::ToggleRightPanel => const { &[shift(Key::F9)] },
            C::LargerType => const { &[cmd(Key::Plus), cmd(Key::Equals)] },
            C::SmallerType => const { &[cmd(Key::Minus)] },
            C::ToggleSerif | C::ToggleTheme => &[],
            C::Settings => const { &[cmd(Key::Comma)] },
            C::Palette => const { &[cmd(Key::K), cmd(Key::P)] },
            C::Shortcuts => const { &[key(Key::F1)] },
            C::Quit => const { &[cmd(Key::Q)] },
        }
    }

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
            C::SaveAs
            | C::CloseProject
            | C::ShowReader
            | C::ShowSources
            | C::ShowQueue
            | C::ShowCodebook
            | C::ToggleLeftPanel
            | C::ToggleRightPanel => project(),
            C::AddArticles | C::PasteArticle => editable(),
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
            C::UseAsSource | C::UseAsCue => selected()
                .and_then(|()| one())
                .and_then(|()| must(env.hop, "The claim's chain has no hop yet.")),
            C::EndOrigin | C::EndGivesNoSource | C::EndNotFollowed | C::EndUnavailable => {
                claim().and_then(|()| must(env.chain, NO_CHAIN))
            }
            C::NextClaim | C::PreviousClaim => {
                article().and_then(|()| must(env.article_claims, "The article has no claims yet."))
            }
            C::ToggleCaret | C::Find => reader(),
            C::FindNext | C::FindPrevious => {
                reader().and_then(|()| must(env.finding, "Find something first."))
            }
            C::GoBack => {
                project().and_then(|()| must(env.back, "There is no place to go back to."))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// What a shortcut becomes on an operating system, where `COMMAND` is Ctrl or ⌘.
    fn physical(shortcut: KeyboardShortcut, mac: bool) -> (bool, bool, bool, bool, Key) {
        let m = shortcut.modifiers;
        let (ctrl, cmd) = if mac { (m.ctrl, m.command) } else { (m.ctrl || m.command, false) };
        (ctrl, cmd, m.shift, m.alt, shortcut.logical_key)
    }

    #[test]
    fn no_two_shortcuts_clash_on_linux_windows_and_macos() {
        for (system, mac) in [("Linux", false), ("Windows", false), ("macOS", true)] {
            let mut taken = HashMap::new();
            for command in Command::ALL {
                for shortcut in command.shortcuts() {
                    let before = taken.insert(physical(*shortcut, mac), command);
                    assert_eq!(before, None, "{command:?} clashes on {system}");
                }
            }
        }
    }

    #[test]
    fn no_shortcut_is_one_that_a_text_field_or_the_evidence_digits_need() {
        for command in Command::ALL {
            for shortcut in command.shortcuts() {
                let reserved = [Key::C, Key::V, Key::X, Key::A];
                assert!(
                    !(shortcut.modifiers == Modifiers::COMMAND
                        && reserved.contains(&shortcut.logical_key)),
                    "{command:?}"
                );
                let digit = shortcut.logical_key >= Key::Num0 && shortcut.logical_key <= Key::Num9;
                assert!(!(digit && shortcut.modifiers.is_none()), "{command:?}");
            }
        }
    }

    #[test]
    fn every_command_is_in_the_palette_once_and_explains_itself() {
        let mut seen = std::collections::HashSet::new();
        for command in Command::ALL {
            assert!(seen.insert(command));
            assert!(!command.name().is_empty());
            assert!(command.tooltip().ends_with('.'), "{command:?}");
        }
    }

    #[test]
    fn without_a_project_only_what_needs_none_is_enabled_and_the_rest_say_why() {
        let env = Environment::default();
        assert_eq!(Command::OpenProject.enabled(&env), Ok(()));
        assert!(Command::NewClaim.enabled(&env).is_err_and(|why| why.contains("project")));
    }

    #[test]
    fn a_project_open_for_reading_only_refuses_every_edit() {
        let env = Environment {
            project: true,
            article: true,
            reader: true,
            selection: true,
            claims: 1,
            chain: true,
            ..Environment::default()
        };
        for command in [Command::NewClaim, Command::Save, Command::DeleteClaims, Command::Undo] {
            assert!(command.enabled(&env).is_err(), "{command:?}");
        }
        assert_eq!(Command::Find.enabled(&env), Ok(()));
    }
}
