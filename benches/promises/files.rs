//! Loading and saving 100,000 claims, against bare RON of the same values.

use std::path::Path;

use sourceline::{
    domain::project::Project,
    storage::{
        file::load_bytes,
        schema::v1::ProjectV1,
        write::{layout, write_project},
    },
};

use crate::{
    generate::{self, Shape},
    measure::{Report, Sample, millis, told, wall},
};

const SHAPE: Shape = Shape { articles: 100, bytes: 100_000, claims: 1000, claim_chars: 90 };

fn text_of(project: &Project) -> String {
    let mut text = String::new();
    write_project(project, &mut text).expect("writing to a string");
    text
}

/// Loading, against a bare parse into the same types.
pub fn load(report: &mut Report) {
    let text = text_of(&generate::project(5, SHAPE));
    let path = Path::new("bench.ron");
    let (mut bare, mut whole) = (Sample::default(), Sample::default());
    for _ in 0..7 {
        let (taken, parsed) = wall(|| ron::from_str::<ProjectV1<'static>>(&text));
        parsed.expect("valid");
        bare.add(taken);
        let bytes = text.clone().into_bytes();
        let (taken, loaded) = wall(|| load_bytes(path, &bytes));
        assert!(loaded.expect("valid").violations.is_empty());
        whole.add(taken);
    }
    let size = format!("{} MB", text.len() / 1_000_000);
    told("project file of 100,000 claims", &size);
    told("loading it, median", &millis(whole.median()));
    let ratio = whole.median().as_secs_f64() / bare.median().as_secs_f64();
    report.ratio("load against a bare parse, medians", ratio, 1.15);
}

/// Saving, against a bare serialisation of the same values.
pub fn save(report: &mut Report) {
    let project = generate::project(5, SHAPE);
    let (mut bare, mut whole) = (Sample::default(), Sample::default());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bench.ron");
    let options = || sourceline::storage::write::SaveOptions {
        overwrite: true,
        ..sourceline::storage::write::SaveOptions::default()
    };
    for _ in 0..7 {
        let values = ProjectV1::from(&project);
        let (taken, text) = wall(|| ron::ser::to_string_pretty(&values, layout()));
        std::hint::black_box(text.expect("serialisable"));
        bare.add(taken);
        let (taken, saved) =
            wall(|| sourceline::storage::write::save(&path, &project, None, options()));
        saved.expect("saved");
        whole.add(taken);
    }
    told("saving 100,000 claims to disk, median", &millis(whole.median()));
    let ratio = whole.median().as_secs_f64() / bare.median().as_secs_f64();
    report.ratio("save against a bare serialisation, medians", ratio, 1.5);
}
