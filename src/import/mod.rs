//! From files to articles: detection, limits, and one file per format.
