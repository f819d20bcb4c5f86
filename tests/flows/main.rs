//! The whole window by role and label, without a display: what an analyst does from an
//! empty project to a claim that is there after a restart, and what happens when a file,
//! another window or the program itself gets in the way. Also the built program on the
//! command line.

mod articles;
mod command_line;
mod compare;
mod disk;
mod export;
mod graph;
mod leaving;
mod looks;
mod names;
mod notes;
mod origins;
mod places;
mod reader;
mod records;
mod recovery;
mod repairs;
mod sitting;
mod stage;
mod tagging;
