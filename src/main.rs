//! Sourceline: reads the command line, then opens a window or runs a verb.

use std::process::ExitCode;

use clap::Parser as _;
use sourceline::{
    app,
    cli::{self, Arguments, Verdict},
    domain::time::Timestamp,
};

fn main() -> ExitCode {
    env_logger::init();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let Some(why) = cli::wrong_usage(&error) else {
                // Help and version go to standard output, with status 0.
                error.exit();
            };
            eprintln!("sourceline: {why}");
            return ExitCode::from(2);
        }
    };
    let Some(verb) = arguments.verb else {
        return match app::run(arguments.project) {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => {
                eprintln!("sourceline: can't open a window: {why:#}");
                ExitCode::FAILURE
            }
        };
    };
    let now = Timestamp::from(chrono::Utc::now());
    let mut ids = app::ids::AppIds::default();
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    match cli::run(verb, &mut out, &mut err, &mut ids, now) {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Findings) => ExitCode::FAILURE,
        Err(why) if why.is_broken_pipe() => ExitCode::SUCCESS,
        Err(why) => {
            // The reader of a pipe may be gone; there is nobody left to tell.
            use std::io::Write as _;
            let _ = writeln!(err, "sourceline: {why}");
            ExitCode::FAILURE
        }
    }
}
