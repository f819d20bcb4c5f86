//! Sourceline, a desktop program for source criticism: who said it, on what evidence,
//! and how many independent origins are left.
//!
//! The arrows between the modules point one way:
//! `domain ← analysis ← {storage, import, export} ← {cli, app} ← main`.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod storage;
