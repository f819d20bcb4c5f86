//! Wrong usage of the command line, told in the form of all other errors.

use clap::error::ErrorKind;

/// What is wrong with the arguments, as `what: why: where to look`, in one line; none if the
/// analyst asked for help or the version, which is an answer and no error.
pub fn wrong_usage(error: &clap::Error) -> Option<String> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return None;
    }
    let told = error.render().to_string();
    let told = told.strip_prefix("error: ").unwrap_or(&told);
    // What follows the first empty line are hints and the usage, which --help tells in full.
    let why: Vec<&str> = told.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    Some(format!("wrong usage: {}: see \"sourceline --help\"", why.join(" ")))
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::Arguments;

    fn told(arguments: &[&str]) -> Option<String> {
        let parsed = Arguments::try_parse_from([&["sourceline"], arguments].concat());
        wrong_usage(&parsed.expect_err("not understood"))
    }

    #[test]
    fn a_missing_argument_and_an_unknown_one_are_named_in_one_line() {
        let missing = told(&["new", "p.ron"]).expect("an error");
        assert!(missing.starts_with("wrong usage: ") && missing.contains("--title <TITLE>"));
        let unknown = told(&["--fast"]).expect("an error");
        assert!(unknown.contains("'--fast'"), "{unknown}");
        for text in [missing, unknown] {
            assert!(text.ends_with(": see \"sourceline --help\""), "{text}");
            assert_eq!(text.lines().count(), 1);
        }
    }

    #[test]
    fn help_and_version_are_no_errors() {
        assert_eq!(told(&["--help"]), None);
        assert_eq!(told(&["--version"]), None);
    }
}
