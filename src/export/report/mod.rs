//! What the readable formats (HTML, Markdown) share: the order and the numbers of things, who
//! names what, and the words for dates, parties and chains. Knows nothing of any format.

pub mod links;
pub mod origins;
pub mod outline;
pub mod tally;
pub mod wording;

pub use outline::{Listed, Outline};
