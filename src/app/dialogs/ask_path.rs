//! Asks for a path in the window, where the system has no dialog of its own.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::mpsc::Receiver;

use egui::{Key, Modifiers, RichText, Ui};

use super::form::{self, Cx, Next, Pressed};
use crate::app::{
    action::Action,
    rows::{Row, Rows},
    tasks::{
        dialogs::PickFor,
        folder::{self, Entry},
    },
    theme,
};

/// The dialog.
#[derive(Debug)]
pub struct AskPath {
    purpose: PickFor,
    typed: String,
    /// What is listed, and what of it was read.
    folder: PathBuf,
    entries: Vec<Entry>,
    reading: Option<Receiver<Result<Vec<Entry>, String>>>,
    failed: Option<String>,
    cursor: Option<usize>,
    /// Tab was pressed before the folder was read.
    tab_waits: bool,
    /// The path was completed: its end is where typing goes on.
    completed: bool,
    /// Files that were picked beside the typed one.
    picked: Vec<PathBuf>,
    /// The existing file that the analyst was told of.
    warned: Option<PathBuf>,
}

impl AskPath {
    /// For a purpose, at a place.
    pub fn new(purpose: PickFor, suggestion: Option<PathBuf>) -> Self {
        let here = folder::present_folder();
        let suggestion = suggestion.map(|path| here.join(path));
        let typed = match suggestion {
            Some(path) if purpose.saves() => path.display().to_string(),
            Some(path) => as_folder(path.parent().unwrap_or(&here)),
            None => as_folder(&here),
        };
        Self {
            purpose,
            typed,
            folder: PathBuf::new(),
            entries: Vec::new(),
            reading: None,
            failed: None,
            cursor: None,
            tab_waits: false,
            completed: false,
            picked: Vec::new(),
            warned: None,
        }
    }

    /// The heading.
    pub fn title(&self) -> &'static str {
        self.purpose.title()
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        let theme = cx.around.theme;
        self.complete_by_tab(ui);
        let label = if self.purpose.saves() { "File to write" } else { "File" };
        let before = self.typed.clone();
        let field = form::field(ui, label, &mut self.typed, "", cx.fresh);
        if self.typed != before {
            self.warned = None;
            self.cursor = None;
            self.tab_waits = false;
        }
        if std::mem::take(&mut self.completed) {
            form::caret_to_end(ui, &field, &self.typed);
        }
        // Tab completes here; it goes on to the buttons where there is nothing to complete.
        let filter = egui::EventFilter { tab: true, ..egui::EventFilter::default() };
        if field.has_focus() {
            ui.memory_mut(|m| m.set_focus_lock_filter(field.id, filter));
        }
        let path = expand(&self.typed);
        self.list(ui, &path);
        let shown: Vec<Entry> = self.matching(&path).cloned().collect();
        let clicked = self.entries_list(ui, cx, &shown);
        if let Some(entry) = clicked.and_then(|at| shown.get(at)) {
            self.take(entry);
            field.request_focus();
        }
        if let Some(why) = &self.failed {
            form::warning(ui, theme, why);
        }
        if !self.picked.is_empty() {
            theme::hint(ui, format!("{} chosen", form::count(self.picked.len(), "file", "files")));
        }
        if self.warned.is_some() {
            form::warning(ui, theme, "There is a file of this name. Press again to write over it.");
        }
        self.answer(ui, cx, &path)
    }

    fn answer(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>, path: &Path) -> Next {
        let is_folder = self.typed.trim().is_empty() || self.typed.ends_with(MAIN_SEPARATOR);
        let ready = match (is_folder, self.picked.is_empty()) {
            (true, true) => Err("Type or choose a file."),
            _ => Ok(()),
        };
        let confirm = match (self.purpose, self.warned.is_some()) {
            (PickFor::SaveProject | PickFor::Picture(_), true) => "Write over it",
            (PickFor::SaveProject | PickFor::Picture(_), false) => "Save",
            (PickFor::OpenProject, _) => "Open",
            (PickFor::AddArticles, _) => "Add",
            (PickFor::Revision, _) => "Read",
            (PickFor::Annotations, _) => "Read",
            (PickFor::ExportFile | PickFor::ExportFolder, _) => "Choose",
        };
        match form::buttons(ui, cx.around.theme, confirm, ready, |ui| {
            theme::hint(ui, "Tab completes, ↑ ↓ choose.");
        }) {
            Pressed::Confirm => {
                let target = match self.purpose {
                    PickFor::SaveProject if path.extension().is_none() => {
                        path.with_extension("ron")
                    }
                    PickFor::Picture(kind) if path.extension().is_none() => {
                        path.with_extension(kind.ending())
                    }
                    _ => path.to_owned(),
                };
                // An export asks by itself before it replaces anything.
                if matches!(self.purpose, PickFor::SaveProject | PickFor::Picture(_))
                    && self.warned.as_ref() != Some(&target)
                    && folder::exists(&target)
                {
                    self.warned = Some(target);
                    return Next::Stay;
                }
                cx.out.send(match self.purpose {
                    PickFor::OpenProject => Action::OpenPath(target),
                    PickFor::SaveProject => Action::SaveTo(target),
                    PickFor::ExportFile | PickFor::ExportFolder => Action::ExportTo(target),
                    PickFor::AddArticles | PickFor::Annotations => {
                        let mut paths = std::mem::take(&mut self.picked);
                        if !is_folder && !paths.contains(&target) {
                            paths.push(target);
                        }
                        if self.purpose == PickFor::Annotations {
                            Action::ReadAnnotations(paths)
                        } else {
                            Action::ImportPaths(paths)
                        }
                    }
                    PickFor::Revision => Action::RevisePath(target),
                    PickFor::Picture(kind) => Action::SavePicture(kind, target),
                });
                Next::Close
            }
            Pressed::Cancel => {
                *cx.after_save = None;
                Next::Close
            }
            Pressed::Nothing => Next::Stay,
        }
    }

    /// Reads the folder that is being typed, when it is another than before.
    fn list(&mut self, ui: &Ui, path: &Path) {
        let wanted = if self.typed.ends_with(MAIN_SEPARATOR) {
            path.to_owned()
        } else {
            path.parent().map(Path::to_owned).unwrap_or_default()
        };
        if wanted != self.folder {
            self.folder.clone_from(&wanted);
            self.entries.clear();
            self.reading = Some(folder::list_in_background(wanted, ui.ctx().clone()));
        }
        if let Some(answer) = self.reading.as_ref().and_then(|r| r.try_recv().ok()) {
            self.reading = None;
            match answer {
                Ok(entries) => {
                    self.failed = None;
                    self.entries = entries;
                }
                Err(why) => self.failed = Some(why),
            }
        }
    }

    /// The entries that go on from what is typed.
    fn matching(&self, path: &Path) -> impl Iterator<Item = &Entry> {
        let start = if self.typed.ends_with(MAIN_SEPARATOR) {
            String::new()
        } else {
            path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default()
        };
        let projects = matches!(self.purpose, PickFor::OpenProject | PickFor::SaveProject);
        self.entries.iter().filter(move |entry| {
            let name = entry.name.to_lowercase();
            let kind = entry.folder
                || if projects { is_project(&name) } else { !belongs_to_project(&name) };
            kind && (self.purpose.saves() && !entry.folder || name.starts_with(&start))
        })
    }

    fn entries_list(&mut self, ui: &mut Ui, cx: &Cx<'_, '_>, shown: &[Entry]) -> Option<usize> {
        let theme = cx.around.theme;
        if shown.is_empty() {
            let what =
                if self.reading.is_some() { "Reading the folder…" } else { "Nothing here." };
            theme::hint(ui, what);
            return None;
        }
        let rows = Rows {
            max_height: 240.0,
            cursor: self.cursor,
            keys_from_field: true,
            ..Rows::new("entries", "Entries of the folder", shown.len(), 26.0)
        };
        let response = rows.show(
            ui,
            theme,
            |at| Row {
                name: shown[at].name.clone(),
                chosen: self.picked.contains(&shown[at].path),
                enabled: true,
            },
            |ui, at| {
                let entry = &shown[at];
                let name = if entry.folder {
                    format!("{}{MAIN_SEPARATOR}", entry.name)
                } else {
                    entry.name.clone()
                };
                let text = RichText::new(name);
                ui.add(
                    egui::Label::new(if entry.folder { text.strong() } else { text }).truncate(),
                );
            },
            None,
        );
        if let Some((to, _)) = response.moved {
            self.cursor = Some(to);
        }
        response.clicked.map(|(at, _)| at)
    }

    fn take(&mut self, entry: &Entry) {
        self.warned = None;
        self.cursor = None;
        self.completed = true;
        if entry.folder {
            self.typed = as_folder(&entry.path);
        } else if self.purpose.several() {
            match self.picked.iter().position(|p| *p == entry.path) {
                Some(at) => {
                    self.picked.remove(at);
                }
                None => self.picked.push(entry.path.clone()),
            }
        } else {
            self.typed = entry.path.display().to_string();
        }
    }

    /// Tab takes the entry under the cursor, or what all matching entries have in common.
    /// Enter takes the entry under the cursor.
    fn complete_by_tab(&mut self, ui: &Ui) {
        let path = expand(&self.typed);
        let matching: Vec<Entry> = self.matching(&path).cloned().collect();
        let chosen = self.cursor.and_then(|at| matching.get(at).cloned());
        let enter =
            chosen.is_some() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        if let Some(entry) = chosen.clone().filter(|_| enter) {
            self.take(&entry);
            return;
        }
        let tab = |ui: &Ui| ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Tab));
        if self.reading.is_some() {
            self.tab_waits |= tab(ui);
            return;
        }
        let Some(completion) = self.completion(&path, &matching, chosen) else {
            self.tab_waits = false;
            return;
        };
        if std::mem::take(&mut self.tab_waits) || tab(ui) {
            self.typed = completion;
            self.cursor = None;
            self.completed = true;
        }
    }

    /// What the typed path would become, if there is more to it.
    fn completion(&self, path: &Path, matching: &[Entry], chosen: Option<Entry>) -> Option<String> {
        let only = chosen.or_else(|| match matching {
            [one] if one.path != path => Some(one.clone()),
            _ => None,
        });
        if let Some(entry) = only {
            let file = || entry.path.display().to_string();
            return Some(if entry.folder { as_folder(&entry.path) } else { file() });
        }
        let common = common_start(matching);
        let longer = common.len() > path.file_name().map_or(0, std::ffi::OsStr::len)
            && !self.typed.ends_with(MAIN_SEPARATOR);
        longer.then(|| self.folder.join(common).display().to_string())
    }
}

/// A folder's path as it is typed: with a separator at its end.
fn as_folder(path: &Path) -> String {
    let mut typed = path.display().to_string();
    if !typed.ends_with(MAIN_SEPARATOR) {
        typed.push(MAIN_SEPARATOR);
    }
    typed
}

/// What is typed as a path: `~` is the user's own folder.
fn expand(typed: &str) -> PathBuf {
    let typed = typed.trim();
    if let (Some(rest), Some(home)) = (typed.strip_prefix('~'), folder::home())
        && (rest.is_empty() || rest.starts_with(['/', '\\']))
    {
        return home.join(rest.trim_start_matches(['/', '\\']));
    }
    folder::present_folder().join(typed)
}

/// The longest start that all names share.
fn common_start(entries: &[Entry]) -> String {
    let mut names = entries.iter().map(|e| e.name.as_str());
    let Some(first) = names.next() else { return String::new() };
    names.fold(first.to_owned(), |common, name| {
        common.chars().zip(name.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    })
}

/// Whether a name, in lower case, is that of a project or of what the program keeps beside
/// one: its lock, its backups. None of that is an article.
fn belongs_to_project(name: &str) -> bool {
    let beside = |name: &str| {
        let (rest, ending) = name.rsplit_once('.')?;
        let version = |part: &str| part.strip_prefix('v').is_some_and(|v| v.parse::<u32>().is_ok());
        match (ending, rest.rsplit_once('.')) {
            ("lock", _) => Some(is_project(rest)),
            ("bak", Some((older, part))) if version(part) => Some(is_project(older)),
            ("bak", _) => Some(is_project(rest)),
            _ => Some(false),
        }
    };
    is_project(name) || beside(name).unwrap_or(false)
}

/// Whether a name is that of a project, and not of a lock beside it.
fn is_project(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "ron")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_project_is_no_article() {
        for name in ["p.ron", "p.ron.lock", "p.ron.bak", "p.ron.v1.bak", "a.b.ron.lock"] {
            assert!(belongs_to_project(name), "{name}");
        }
        for name in ["p.txt", "p.lock", "notes.bak", "p.ron.txt", "ron", "p.vx.bak", "p.v1.bak"] {
            assert!(!belongs_to_project(name), "{name}");
        }
    }
}
