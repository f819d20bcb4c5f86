//! Asks what is exported, as what and where to; shows what it will carry before it is
//! written, writes it, and offers to open it.

mod options;
mod outcome;
mod what;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use egui::{RichText, ScrollArea, TextStyle, Ui};

use super::form::{self, Cx, Next, Pressed};
use crate::app::text;
use crate::{
    app::{
        action::Action,
        rows::{Row, Rows},
        settings::ExportChoice,
        tasks::{
            Answer,
            exporting::{self, ExportJob, FileShown, Foreseen, Working},
        },
        theme,
    },
    domain::{
        ids::{AnalystId, ArticleId, ClaimId},
        project::Project,
    },
    export::{FORMATS, Format, Options, Scope, Shape},
};
use outcome::Writing;
use what::What;

/// What the dialog begins with.
pub struct ExportStart {
    /// The project.
    pub project: Project,
    /// What its files are called, without an ending.
    pub stem: String,
    /// Where they go, unless the analyst says otherwise.
    pub folder: PathBuf,
    /// The claims that the list shows, if those are not all.
    pub filtered: Option<BTreeSet<ClaimId>>,
    /// The article that is shown.
    pub article: Option<ArticleId>,
    /// Who works.
    pub analyst: AnalystId,
    /// What was chosen last.
    pub choice: ExportChoice,
}

/// What decides how an export would look.
#[derive(Debug, Clone, PartialEq)]
struct Question {
    format: usize,
    scope: Scope,
    options: Options,
    /// The name of the one file, if there is to be one.
    one_file: Option<String>,
}

/// The dialog.
#[derive(Debug)]
pub struct ExportDialog {
    project: Project,
    stem: String,
    format: usize,
    what: What,
    options: Options,
    address: String,
    path: String,
    /// The existing file that the analyst agreed to replace, in the system's dialog or here.
    replace: Option<PathBuf>,
    coming: Option<(Question, Working<Foreseen>)>,
    foreseen: Option<(Question, Foreseen)>,
    writing: Writing,
}

impl ExportDialog {
    /// As it was left last time.
    pub fn new(start: ExportStart) -> Self {
        let ExportStart { project, stem, folder, filtered, article, analyst, choice } = start;
        let format = FORMATS.iter().position(|f| f.name == choice.format).unwrap_or_default();
        let mut dialog = Self {
            what: What::new(filtered, article, analyst),
            options: choice.options,
            address: choice.address,
            path: String::new(),
            replace: None,
            coming: None,
            foreseen: None,
            writing: Writing::default(),
            project,
            stem,
            format,
        };
        dialog.name_in(&folder, &choice.ending);
        dialog
    }

    /// Where it goes.
    pub fn path(&self) -> PathBuf {
        PathBuf::from(self.path.trim())
    }

    /// Another place was picked; `agreed` if the analyst was asked about a file there.
    pub fn set_path(&mut self, path: PathBuf, agreed: bool) {
        let format = self.format();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let complete = format.shape != Shape::File || format.ending_of(&name).is_some();
        let path =
            if complete { path } else { path.with_file_name(format!("{name}{}", format.ending())) };
        self.path = path.display().to_string();
        self.replace = (agreed && complete).then_some(path);
        self.writing.forget();
    }

    fn format(&self) -> &'static Format {
        // The place is one in the list: see `new` and `formats`.
        FORMATS.get(self.format).copied().unwrap_or(FORMATS[0])
    }

    /// The usual name for the format, in a folder. With one of the format's endings, one that
    /// can be a folder is a file.
    fn name_in(&mut self, folder: &Path, ending: &str) {
        let format = self.format();
        let name = match format.shape {
            Shape::File => format!("{}{}", self.stem, format.ending()),
            Shape::Either if format.endings.contains(&ending) => format!("{}{ending}", self.stem),
            Shape::Folder | Shape::Either => format!("{}-{}", self.stem, format.name),
        };
        self.path = folder.join(name).display().to_string();
        self.replace = None;
        self.writing.forget();
    }

    /// How wide it wants to be, in points.
    pub fn width(&self) -> f32 {
        if self.writing.is_choosing() { 980.0 } else { 560.0 }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) -> Next {
        self.writing.follow(ui.ctx());
        if !self.writing.is_choosing() {
            return self.writing.show(ui, cx);
        }
        self.follow(ui, cx);
        let height = (ui.ctx().content_rect().height() - 270.0).clamp(200.0, 560.0);
        let mut confirmed = false;
        ui.horizontal_top(|ui| {
            ui.set_max_height(height);
            ui.vertical(|ui| {
                ui.set_width(330.0);
                confirmed = self.formats(ui, cx, height);
            });
            ui.separator();
            ui.vertical(|ui| {
                ScrollArea::vertical().id_salt("choices").max_height(height).show(ui, |ui| {
                    ui.set_width(ui.available_width() - 12.0);
                    self.choices(ui, cx);
                });
            });
        });
        self.target(ui, cx);
        self.answer(ui, cx, confirmed)
    }

    fn formats(&mut self, ui: &mut Ui, cx: &Cx<'_, '_>, height: f32) -> bool {
        let salt = "export formats";
        if cx.fresh {
            let list = ui.make_persistent_id(salt);
            ui.memory_mut(|m| m.request_focus(list));
        }
        let rows = Rows {
            max_height: height,
            fill: true,
            cursor: Some(self.format),
            reveal: cx.fresh.then_some(self.format),
            ..Rows::new(salt, "Formats", FORMATS.len(), 58.0)
        };
        let chosen = self.format;
        let response = rows.show(
            ui,
            cx.around.theme,
            |at| Row {
                name: format!("{}: {}", FORMATS[at].label, FORMATS[at].about),
                chosen: at == chosen,
                enabled: true,
            },
            |ui, at| {
                ui.spacing_mut().item_spacing.y = 1.0;
                text::elided(ui, RichText::new(FORMATS[at].label).strong());
                text::wrapped(ui, RichText::new(FORMATS[at].about).small().weak());
            },
            None,
        );
        let to = response.clicked.map(|(at, _)| at).or(response.moved.map(|(at, _)| at));
        if let Some(at) = to.filter(|at| *at < FORMATS.len() && *at != chosen) {
            self.format = at;
            self.name_in(&self.folder(), "");
        }
        response.activated.is_some() && to.is_none()
    }

    /// The folder that it goes to.
    fn folder(&self) -> PathBuf {
        self.path().parent().map(Path::to_owned).unwrap_or_default()
    }

    /// The name of the one file that is written, if it is one.
    fn one_file(&self) -> Option<String> {
        let name = self.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        Some(name).filter(|name| self.format().is_one_file(name))
    }

    /// The ending of the one file, or nothing, where the format can be a folder, too.
    fn ending(&self) -> &'static str {
        let name = self.one_file().filter(|_| self.format().shape == Shape::Either);
        name.and_then(|name| self.format().ending_of(&name)).unwrap_or_default()
    }

    fn choices(&mut self, ui: &mut Ui, cx: &Cx<'_, '_>) {
        let theme = cx.around.theme;
        theme::section(ui, "What is exported");
        self.what.show(ui, theme, &self.project);
        let (format, ending) = (self.format(), self.ending());
        let chosen = options::show(ui, format, &mut self.options, &mut self.address, ending);
        if let Some(ending) = chosen {
            self.name_in(&self.folder(), ending);
        }
        let Some((_, foreseen)) = &self.foreseen else {
            theme::hint(ui, "Looking at what would be written…");
            return;
        };
        losses(ui, foreseen);
        theme::section(ui, "How it begins");
        if let Some(why) = &foreseen.failed {
            form::error(ui, theme, why);
        }
        for file in &foreseen.files {
            beginning(ui, cx, file);
        }
    }

    fn target(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>) {
        let one = self.one_file().is_some();
        let label = if one { "File to write" } else { "Folder to write" };
        let before = self.path.clone();
        ui.add_space(6.0);
        ui.label(RichText::new(label).small().weak());
        ui.horizontal(|ui| {
            let browse = 90.0;
            let width = ui.available_width() - browse;
            let edit = text::Field::singleline(&mut self.path).desired_width(width);
            ui.add(edit).accessible_name(label);
            if ui.button("Browse…").clicked() {
                cx.out.send(Action::PickExportTarget { one_file: one });
            }
        });
        if self.path != before {
            self.replace = None;
            self.writing.forget();
        }
        self.writing.told(ui, cx.around.theme);
    }

    fn answer(&mut self, ui: &mut Ui, cx: &mut Cx<'_, '_>, confirmed: bool) -> Next {
        let known = self.foreseen.as_ref().filter(|(of, _)| *of == self.question());
        let ready = match known {
            _ if !self.path().is_absolute() => Err("Give the whole path."),
            _ if !self.what.is_something() => Err("No article is chosen."),
            None => Err("Looking at what would be written…"),
            Some((_, foreseen)) if foreseen.failed.is_some() => {
                Err("This can't be written in this format.")
            }
            Some(_) => Ok(()),
        };
        let lost = known.map_or(0, |(_, foreseen)| foreseen.lost);
        let exists = self.writing.exists().map(Path::to_owned);
        let confirm = if exists.is_some() { "Replace" } else { "Export" };
        let pressed = form::buttons(ui, cx.around.theme, confirm, ready, |ui| {
            if let Err(why) = ready {
                theme::hint(ui, why);
            } else if lost > 0 {
                let told = form::count(lost, "field is", "fields are");
                theme::hint(ui, format!("{told} not carried whole; see the list."));
            }
        });
        // Enter in the list exports; it does not replace.
        let confirmed = confirmed && ready.is_ok() && exists.is_none();
        match pressed {
            Pressed::Cancel => Next::Close,
            Pressed::Nothing if !confirmed => Next::Stay,
            Pressed::Confirm | Pressed::Nothing => {
                if exists.is_some() {
                    self.replace = Some(self.path());
                }
                self.write(ui, cx);
                Next::Stay
            }
        }
    }

    fn write(&mut self, ui: &Ui, cx: &mut Cx<'_, '_>) {
        let path = self.path();
        cx.out.send(Action::RememberExport(ExportChoice {
            format: self.format().name.to_owned(),
            ending: self.ending().to_owned(),
            options: self.options.clone(),
            address: self.address.clone(),
            folder: path.parent().map(Path::to_owned),
        }));
        let replace = self.replace.as_ref() == Some(&path);
        let job = self.job(&self.question(), cx);
        self.writing.start(exporting::write(ui.ctx(), job, path, replace));
    }

    fn question(&self) -> Question {
        let address = options::address(&self.address);
        Question {
            format: self.format,
            scope: self.what.scope(),
            options: Options { address, ..self.options.clone() },
            one_file: self.one_file(),
        }
    }

    fn job(&self, question: &Question, cx: &Cx<'_, '_>) -> ExportJob {
        ExportJob {
            project: self.project.clone(),
            scope: question.scope.clone(),
            format: self.format(),
            options: question.options.clone(),
            stem: self.stem.clone(),
            at: cx.around.now,
        }
    }

    /// Has a thread look at what would be written now; never two at once.
    fn follow(&mut self, ui: &Ui, cx: &Cx<'_, '_>) {
        let wanted = self.question();
        if let Some((of, working)) = self.coming.take() {
            // What was told to stop may have looked at a part only.
            let whole = !working.progress().is_cancelled();
            match working.look() {
                Answer::Ready(foreseen) if of == wanted && whole => {
                    self.foreseen = Some((of, foreseen));
                }
                Answer::Waiting => {
                    if of != wanted {
                        working.progress().cancel();
                    }
                    self.coming = Some((of, working));
                }
                Answer::Lost if of == wanted => {
                    let failed = Some("The preview stopped unexpectedly.".to_owned());
                    self.foreseen = Some((of, Foreseen { failed, ..Foreseen::default() }));
                }
                Answer::Ready(_) | Answer::Lost => {}
            }
        }
        let known = self.foreseen.as_ref().is_some_and(|(of, _)| *of == wanted);
        if !known && self.coming.is_none() {
            let working =
                exporting::foresee(ui.ctx(), self.job(&wanted, cx), wanted.one_file.clone());
            self.coming = Some((wanted, working));
        }
    }
}

fn losses(ui: &mut Ui, foreseen: &Foreseen) {
    theme::section(ui, "What it can't carry");
    let articles = form::count(foreseen.articles, "article", "articles");
    let claims = form::count(foreseen.claims, "claim", "claims");
    theme::hint(ui, format!("{articles} and {claims} are exported."));
    match (foreseen.lossless, foreseen.lost) {
        (true, _) => form::paragraph(ui, "Nothing is lost: this format carries everything."),
        (false, 0) => form::paragraph(ui, "Nothing is lost of what is exported."),
        (false, _) => {
            for line in &foreseen.losses {
                text::wrapped(ui, RichText::new(line));
            }
        }
    }
}

fn beginning(ui: &mut Ui, cx: &Cx<'_, '_>, file: &FileShown) {
    text::elided(ui, RichText::new(&file.name).small().weak());
    theme::card(ui, cx.around.theme, |ui| match &file.text {
        Some(beginning) => {
            let shown = RichText::new(beginning).text_style(TextStyle::Monospace);
            text::wrapped(ui, shown);
            if file.cut {
                theme::hint(ui, "… and so on.");
            }
        }
        None => {
            theme::hint(ui, "This file is packed and can't be shown as text.");
        }
    });
}
