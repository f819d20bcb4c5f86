use super::*;
use crate::domain::sample::{at, change_claim, project};
use crate::domain::vocabulary::Vocabulary;
use crate::domain::{
    assessment::Likelihood,
    project::{Project, ProjectHead},
};

fn html(project: &Project) -> String {
    chosen(project, &Options::default())
}

fn chosen(project: &Project, options: &Options) -> String {
    let mut bytes = Vec::new();
    let export = Export { project, stem: "report", at: at(1000), options };
    write_report(&export, &mut bytes, &Progress::NONE).expect("written");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn what_was_not_chosen_is_not_in_the_report_and_nothing_leads_there() {
    let project = project();
    let all = Options::default();
    for (options, title) in [
        (Options { article_texts: false, ..all.clone() }, ">Text</h3>"),
        (Options { compared: false, ..all.clone() }, "id=\"compared\""),
        (Options { origins: false, ..all.clone() }, "id=\"origins\""),
        (Options { scales: false, ..all.clone() }, "id=\"scales\""),
    ] {
        assert!(html(&project).contains(title), "{title}");
        let page = chosen(&project, &options);
        assert!(!page.contains(title), "{title}");
        for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(page.contains(&format!("id=\"{target}\"")), "{title}: {target}");
        }
    }
}

/// The text of a page without its tags; every block element ends a line.
fn lines(html: &str) -> Vec<String> {
    let mut text = String::new();
    for piece in html.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        let inline = ["a", "bdi", "span", "strong", "em", "sup", "mark", "cite", "q", "code"];
        if !inline.contains(&name) {
            text.push('\n');
        }
        text.push_str(words);
    }
    text.lines().map(str::to_owned).collect()
}

#[test]
fn the_claims_are_marked_in_place_and_numbered() {
    let page = html(&project());
    let begin =
        "<sup class=\"n\"><a id=\"at-A1\" href=\"#claim-A1\" aria-label=\"Claim A1\">A1</a></sup>";
    assert!(
        page.contains(&format!("{begin}<mark class=\"d1\">The bridge</mark> – opened")),
        "{page}"
    );
    // The second part of the claim has the number again, but not the id.
    assert_eq!(page.matches("id=\"at-A1\"").count(), 1);
    assert!(page.contains(
        "href=\"#claim-A1\" aria-label=\"Claim A1\">A1</a></sup><mark class=\"d1\">is safe"
    ));
    assert!(page.contains("<span class=\"cue\">said</span>"));
    assert!(page.contains("<a href=\"#note-A1\">[1]</a>"));
}

#[test]
fn a_claim_tells_its_chain_its_end_and_its_check() {
    let page = html(&project());
    for words in [
        "The minister",
        "Compared with the original: distorted.",
        "The bridge was safe",
        "The last voice knows it first-hand",
        "or the writer’s own words".replace('’', "'").as_str(),
        "an inspection",
        "Agreed",
        "Says the same as",
        "text of t1",
    ] {
        let open = words != "text of t1";
        assert_eq!(page.contains(words), open, "{words}");
    }
}

#[test]
fn a_confidence_and_a_likelihood_never_stand_in_one_sentence() {
    let mut project = project();
    change_claim(&mut project, "safe", |claim| {
        claim.assessments[0].rationale = None;
    });
    let likelihoods: Vec<_> = Likelihood::ALL.iter().map(|l| l.label().to_lowercase()).collect();
    for line in lines(&html(&project)) {
        let line = line.to_lowercase();
        let says_likelihood = line.contains("likelihood") || likelihoods.contains(&line);
        assert!(!(line.contains("confidence") && says_likelihood), "{line}");
    }
}

#[test]
fn what_was_written_by_others_is_never_markup() {
    let attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>&amp;]]>--><!--";
    let mut project = project();
    project.head = std::sync::Arc::new(ProjectHead {
        title: attack.to_owned(),
        description: Some(attack.to_owned()),
        ..(*project.head).clone()
    });
    change_claim(&mut project, "safe", |claim| {
        claim.paraphrase = Some(attack.to_owned());
        claim.note = Some(attack.to_owned());
        claim.tags = vec![attack.to_owned()];
        claim.chains[0].doubtful = Some(attack.to_owned());
        claim.chains[0].hops[0].introduced_as = Some(attack.to_owned());
        claim.assessments[0].rationale = Some(attack.to_owned());
    });
    let page = html(&project);
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<!--"));
    assert!(page.matches("&lt;script&gt;").count() >= 8);
}

#[test]
fn a_lost_claim_has_a_card_but_no_place() {
    let mut project = project();
    change_claim(&mut project, "hurt", |claim| {
        claim.anchors[0].state = crate::domain::anchor::AnchorState::Lost;
    });
    let page = html(&project);
    assert!(!page.contains("id=\"at-A3\"") && page.contains("<h4 id=\"claim-A3\">"));
    assert!(page.contains("Lost: these words are not in the present text."));
}

#[test]
fn an_empty_project_is_a_page_too() {
    let page = html(&Project::new("Empty", at(0)));
    assert!(page.contains("<h1 dir=\"auto\">Empty</h1>") && page.ends_with("</html>\n"));
    assert!(!page.contains("id=\"sources\"") && !page.contains("href=\"#sources\""));
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    assert_eq!(html(&project()), html(&project()));
}

#[test]
fn articles_that_share_something_stand_side_by_side() {
    let page = html(&project());
    assert!(page.contains("<a href=\"#compared\">Side by side</a>"));
    let section = page.split("id=\"compared\"").nth(1).expect("a section");
    let joined = section.split("</section>").next().expect("its end");
    let words = "A2</a> <bdi>cracks had been found in März</bdi> <span class=\"relation\">says the same as</span></td>";
    assert!(joined.contains(words), "{joined}");
}

#[test]
fn a_single_article_stands_beside_none() {
    let mut project = project();
    project.articles.remove(crate::domain::sample::id("a2"));
    project.index_claims();
    assert!(!html(&project).contains("id=\"compared\""));
}

#[test]
fn origins_are_bounds_with_their_parts_and_hostile_words_stay_words() {
    let mut project = project();
    let mut sources: Vec<_> = project.sources.iter().map(|s| s.as_ref().clone()).collect();
    for source in &mut sources {
        source.name.push_str(" <script>\"&");
    }
    project.sources = sources.into_iter().collect();
    let page = html(&project);
    let section = page.split("<section id=\"origins\"").nth(1).expect("a section");
    let section = section.split("<section id=\"sources\"").next().expect("its end");
    for words in ["at most", "shown independent", "not verdicts", "<svg role=\"group\"", "Findings"]
    {
        assert!(section.contains(words), "{words}\n{section}");
    }
    assert!(section.contains("&lt;script&gt;&quot;&amp;") && !section.contains("<script"));
    assert!(page.contains("<a href=\"#origins\">Origins</a>"));
}
