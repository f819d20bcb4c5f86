//! Found by role and label, as who uses the panel finds it.
