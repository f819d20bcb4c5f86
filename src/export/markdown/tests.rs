use super::*;
use crate::domain::sample::{at, project};

fn markdown() -> String {
    let (project, options) = (project(), Options::default());
    let export = Export { project: &project, stem: "report", at: at(1000), options: &options };
    let mut bytes = Vec::new();
    write_report(&export, &mut bytes, &Progress::NONE).expect("written");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn every_record_of_the_sample_stands_in_the_report() {
    let text = markdown();
    for words in [
        "# Bridges",
        "## A · A bridge",
        "**\\[A1\\]** The bridge – opened last May –",
        "#### A1 · The bridge is not in danger",
        "2. **The minister and The ministry**, “said”",
        "Compared with the original: distorted, “The bridge was safe”",
        "End: **Origin**",
        "- **Likelihood of the claim:** Likely, 55–80 percent",
        "- Says the same as B1: both of the cracks (Ann Ash, 14 November 2023)",
        "## Origins",
        "shown independent",
        "- **Last voice:** ",
        "### Findings",
        "### The minister",
        "- **Claims:** A1",
        "| 6 · Truth cannot be judged |",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn a_confidence_and_a_likelihood_never_stand_in_one_line() {
    for line in markdown().lines() {
        let line = line.to_lowercase();
        assert!(!(line.contains("confidence") && line.contains("likelihood")), "{line}");
    }
}
