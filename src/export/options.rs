//! What can be chosen of an export, beside its format and its scope.

use serde::{Deserialize, Serialize};

/// What can be chosen. A format ignores what does not concern it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Whether the articles' whole texts go along, where the format can do without. Texts of
    /// others may be protected; quotations always go along.
    pub article_texts: bool,
    /// Whether a report compares the articles side by side.
    pub compared: bool,
    /// Whether a report tells of origins and findings.
    pub origins: bool,
    /// Whether a report defines the scales and terms that it uses.
    pub scales: bool,
    /// Whether tables begin with a byte order mark, which some spreadsheets need.
    pub byte_order_mark: bool,
    /// Whether JSON is written without line ends and indentation.
    pub compact: bool,
    /// Whether claims are nodes of a graph. If not, what is said of a claim is said of its
    /// article.
    pub claim_nodes: bool,
    /// Whether a graph has the lineage that is only alleged, too; it is marked.
    pub alleged: bool,
    /// Where the reviews of claims will be published, with `https://`.
    pub address: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            article_texts: true,
            compared: true,
            origins: true,
            scales: true,
            byte_order_mark: false,
            compact: false,
            claim_nodes: true,
            alleged: true,
            address: None,
        }
    }
}
