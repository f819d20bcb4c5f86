//! The built program on the command line: how it ends when it is used wrongly.

use std::process::{Command, Output};

fn sourceline(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_sourceline");
    Command::new(program).args(arguments).output().expect("it starts")
}

#[test]
fn wrong_usage_is_told_in_one_line_like_every_error_and_ends_with_status_2() {
    for arguments in [&["new", "p.ron"][..], &["--fast"], &["show"], &["add", "p.ron"]] {
        let output = sourceline(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.starts_with("sourceline: wrong usage: "), "{told}");
        assert!(told.ends_with(": see \"sourceline --help\"\n"), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn help_and_version_are_answers() {
    for (argument, part) in [("--help", "Examples:"), ("--version", "sourceline ")] {
        let output = sourceline(&[argument]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stdout).contains(part));
        assert!(output.stderr.is_empty());
    }
}

#[test]
fn a_project_that_is_not_there_is_a_failure_and_no_wrong_usage() {
    let output = sourceline(&["show", "/nowhere/p.ron"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.starts_with("sourceline: can't open the project: "), "{told}");
    assert!(told.contains("/nowhere/p.ron"), "{told}");
}
