//! What an article is called when it doesn't say so itself: a title is never empty.

use std::path::Path;

use crate::domain::article::{ArticleHead, BlockKind, Structure};
use crate::domain::text::Text;

/// The most code points of a first line that is taken for a title.
const LONGEST: usize = 200;

/// The most code points of a title that was cut from a longer line.
const SHORTENED: usize = 80;

/// The first line that isn't empty, if it is short enough for a title.
pub fn first_line(text: &Text) -> Option<String> {
    let line = text.as_str().lines().map(str::trim).find(|line| !line.is_empty())?;
    (line.chars().nth(LONGEST).is_none()).then(|| single_line(line))?
}

/// Gives a head without a title one: the first heading, the first line, the file's stem,
/// or the first line cut at a word.
pub fn fill(head: &mut ArticleHead, name: &str, text: &Text, structure: &Structure) {
    let heading = || {
        let block = structure.blocks.iter().find(|b| matches!(b.kind, BlockKind::Heading(_)))?;
        single_line(text.slice(block.span)?)
    };
    let stem = || single_line(Path::new(name).file_stem()?.to_str()?);
    let cut = || {
        let line = text.as_str().lines().map(str::trim).find(|line| !line.is_empty())?;
        single_line(&shorten(line, SHORTENED))
    };
    head.title = single_line(&head.title)
        .or_else(heading)
        .or_else(|| first_line(text))
        .or_else(stem)
        .or_else(cut)
        .unwrap_or_else(|| "Untitled".to_owned());
}

/// A value of a head on one line: white space folded, control characters dropped. `None` if
/// nothing is left.
pub fn single_line(value: &str) -> Option<String> {
    let words: Vec<String> = value
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    (!words.is_empty()).then(|| shorten(&words.join(" "), 1000))
}

/// At most `most` code points of a text, cut at a word where there is one.
fn shorten(text: &str, most: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = &text[..cut];
    let at_word = head.rfind(char::is_whitespace).filter(|&at| at > cut / 2).unwrap_or(cut);
    format!("{}…", head[..at_word].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(name: &str, text: &str) -> String {
        let mut head = ArticleHead::default();
        fill(&mut head, name, &Text::new(text), &Structure::default());
        head.title
    }

    #[test]
    fn a_short_first_line_is_the_title_and_a_long_one_is_not() {
        assert_eq!(title("a.txt", "\n\n  The dam \nWords"), "The dam");
        assert_eq!(title("dir/the dam.txt", &"words ".repeat(60)), "the dam");
    }

    #[test]
    fn without_a_name_a_long_line_is_cut_at_a_word() {
        let title = title("", &"wörds ".repeat(60));
        assert!(title.ends_with("wörds…"), "{title}");
        assert!(title.chars().count() <= SHORTENED + 1);
    }

    #[test]
    fn a_value_of_the_head_is_one_line_without_controls() {
        assert_eq!(single_line(" a\r\n b\u{0}c\t\u{7} d "), Some("a bc d".to_owned()));
        assert_eq!(single_line(" \n\u{1} "), None);
    }
}
