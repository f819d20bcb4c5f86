//! The shortcuts of the commands.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::Command as C;

impl C {
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
            C::Export => const { &[cmd(Key::E)] },
            C::PasteArticle => const { &[cmd_shift(Key::V)] },
            C::TakeOver
            | C::ReadAgain
            | C::WriteOver
            | C::Repair
            | C::Recover
            | C::ProjectDetails
            | C::ReviseArticle
            | C::ImportAnnotations
            | C::RemoveArticle => &[],
            C::ArticleDetails => const { &[cmd_shift(Key::I)] },
            C::Undo => const { &[cmd(Key::Z)] },
            C::Redo => const { &[cmd_shift(Key::Z), cmd(Key::Y)] },
            C::NewClaim => const { &[key(Key::C)] },
            C::AddSpan => const { &[shift(Key::C)] },
            C::EditSource => const { &[key(Key::S)] },
            C::EditEvidence => const { &[key(Key::E)] },
            C::EditConfidence => const { &[key(Key::F)] },
            C::ConfidenceLow => const { &[key(Key::L)] },
            C::ConfidenceModerate => const { &[key(Key::M)] },
            C::ConfidenceHigh => const { &[key(Key::H)] },
            C::RepeatChain => const { &[key(Key::Period)] },
            C::AlsoThrough => const { &[key(Key::A)] },
            C::TakeOverChain => const { &[key(Key::I)] },
            C::TakeNote => const { &[key(Key::R)] },
            C::AcceptReferences => const { &[cmd_shift(Key::R)] },
            C::ShowCompare => const { &[alt(Key::Num5)] },
            C::CompareArticles => const { &[cmd(Key::D)] },
            C::SwapSides => const { &[shift(Key::F6)] },
            C::OtherSide => const { &[key(Key::F6)] },
            C::NextJoin => const { &[key(Key::F8)] },
            C::PreviousJoin => const { &[shift(Key::F8)] },
            C::NextJoins => const { &[cmd(Key::J)] },
            C::LockScrolling => const { &[cmd(Key::L)] },
            C::LinkSame => const { &[key(Key::B)] },
            C::LinkContradicting => const { &[shift(Key::B)] },
            C::DeclinePair => const { &[shift(Key::X)] },
            C::ShowReferences => const { &[cmd(Key::R)] },
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
            C::ShowFindings => const { &[alt(Key::Num6)] },
            C::ShowDashboard => const { &[alt(Key::Num8)] },
            C::NextFinding => const { &[key(Key::F4)] },
            C::PreviousFinding => const { &[shift(Key::F4)] },
            C::Discount => const { &[cmd_shift(Key::D)] },
            C::ClearDiscount | C::ShowDifference => &[],
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
            C::ShowOrigins => const { &[alt(Key::Num7)] },
            C::GraphTable => const { &[cmd(Key::T)] },
            C::GraphNeighbourhood => const { &[cmd_shift(Key::N)] },
            C::GraphFit | C::SavePictureSvg | C::SavePicturePng => &[],
        }
    }
}
