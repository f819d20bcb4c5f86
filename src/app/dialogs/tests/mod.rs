//! The dialogs as who uses them finds them: by role and label, by mouse and by keyboard.
