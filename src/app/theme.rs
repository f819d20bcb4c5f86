//! Colours, fonts and spacing.
