//! The numbers of list items, in the ways that lists write them.

/// A number as the list writes it: `1`, `a`, `A`, `i`, `I`.
pub fn numeral(number: i64, written: char) -> String {
    let lower = match written {
        'a' | 'A' if (1..=26).contains(&number) => char::from(b'a' + number as u8 - 1).to_string(),
        'i' | 'I' if (1..=3999).contains(&number) => roman(number as usize),
        _ => return number.to_string(),
    };
    if written.is_ascii_uppercase() { lower.to_ascii_uppercase() } else { lower }
}

fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            number -= value;
            out.push_str(sign);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_figures_letters_or_roman_numerals() {
        let written =
            |number| ['1', 'a', 'A', 'i', 'I'].map(|sign| numeral(number, sign)).join(" ");
        assert_eq!(written(4), "4 d D iv IV");
        assert_eq!(written(1994), "1994 1994 1994 mcmxciv MCMXCIV");
        assert_eq!(written(-1), "-1 -1 -1 -1 -1");
    }
}
