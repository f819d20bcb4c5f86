//! From bytes to text: which encoding it is, and what could not be read in it.
//!
//! In this order: a byte order mark; UTF-16 recognised by where its zero bytes stand;
//! UTF-8 if it is valid, or nearly; what the page declares of itself; statistics
//! (chardetng). Knows nothing of files and formats beyond `<meta charset>`.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::error::ImportError;
use super::limits;

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark. Line ends are as they were.
    pub text: String,
    /// The name of the encoding, as in the WHATWG standard.
    pub encoding: &'static str,
    /// How many sequences were not valid in the encoding and became U+FFFD.
    pub replaced: usize,
}

/// Decodes a text. `declared` is whether the page may declare its encoding itself (HTML).
pub fn decode(bytes: &[u8], declared: bool) -> Result<Decoded, ImportError> {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (detect(bytes, declared)?, bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(rest);
    let shown = text.matches('\u{FFFD}').count();
    let replaced = shown.saturating_sub(genuine_replacements(encoding, rest));
    let text = text.into_owned();
    limits::check_characters(&text)?;
    Ok(Decoded { text, encoding: encoding.name(), replaced })
}

fn detect(bytes: &[u8], declared: bool) -> Result<&'static Encoding, ImportError> {
    if bytes.contains(&0) {
        return utf16_by_zeros(bytes).ok_or_else(limits::binary);
    }
    // ISO-2022-JP is made of ASCII bytes, so it passes for UTF-8.
    let escapes = bytes.windows(2).any(|w| w == b"\x1B$" || w == b"\x1B(");
    if !escapes && is_mostly_utf8(bytes) {
        return Ok(UTF_8);
    }
    if let Some(encoding) = declared.then(|| declared_encoding(bytes)).flatten() {
        return Ok(encoding);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    Ok(detector.guess(None, Utf8Detection::Allow))
}

/// UTF-16 of a text with some ASCII in it (spaces, line ends) has zero bytes at every
/// other place only, and decodes without an error.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut zeros = [0_usize; 2];
    for (at, &byte) in bytes.iter().enumerate() {
        zeros[at % 2] += usize::from(byte == 0);
    }
    let [even, odd] = zeros;
    let (encoding, many, few) =
        if even > odd { (UTF_16BE, even, odd) } else { (UTF_16LE, odd, even) };
    let pairs = bytes.len() / 2;
    if bytes.len() < 4 || few * 100 > pairs || many * 50 < pairs {
        return None;
    }
    // An odd last byte is a cut file, and one replacement.
    let whole = &bytes[..pairs * 2];
    let text = encoding.decode_without_bom_handling_and_without_replacement(whole)?;
    limits::check_characters(&text).is_ok().then_some(encoding)
}

/// Whether it is UTF-8 with at most one bad sequence for ten good ones beyond ASCII. In
/// another encoding hardly any sequence beyond ASCII is valid UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&b| b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || bad * 10 <= good
}

/// What an HTML page declares within its first 4,096 bytes, by `<meta charset>` or in an
/// XML declaration.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let found = labels(&head, b"<meta", b"charset").find_map(Encoding::for_label);
    let found =
        found.or_else(|| labels(&head, b"<?xml", b"encoding").find_map(Encoding::for_label));
    match found?.name() {
        // Had it been UTF-16, the declaration could not have been read.
        "UTF-16LE" | "UTF-16BE" => Some(UTF_8),
        _ => found,
    }
}

/// The values of `key=` inside the tags that begin with `tag`.
fn labels<'a>(head: &'a [u8], tag: &'a [u8], key: &'a [u8]) -> impl Iterator<Item = &'a [u8]> + 'a {
    let starts = (0..head.len()).filter(move |&at| head[at..].starts_with(tag));
    starts.filter_map(move |at| {
        let inside = head[at..].split(|&b| b == b'>').next()?;
        let place = inside.windows(key.len()).position(|w| w == key)?;
        let value = inside[place + key.len()..].trim_ascii_start().strip_prefix(b"=")?;
        value
            .trim_ascii_start()
            .split(|b| matches!(b, b'"' | b'\'' | b';' | b'/' | b'?') || b.is_ascii_whitespace())
            .find(|label| !label.is_empty())
    })
}

/// How many U+FFFD the text itself holds.
fn genuine_replacements(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    if encoding == UTF_8 {
        bytes.windows(3).filter(|w| *w == b"\xEF\xBF\xBD").count()
    } else if encoding == UTF_16LE {
        bytes.chunks_exact(2).filter(|pair| *pair == [0xFD, 0xFF]).count()
    } else if encoding == UTF_16BE {
        bytes.chunks_exact(2).filter(|pair| *pair == [0xFF, 0xFD]).count()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_2022_JP, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

    const RUSSIAN: &str = "Пресс-секретарь управления сказал, что мост закрыли в среду. \
        По его словам, вода поднялась на два метра за одну ночь.";
    const GERMAN: &str = "Der Bürgermeister sagte, die Brücke über den Fluß sei für Fußgänger \
        geöffnet; die Prüfung der Pläne „dauere noch länger“.";
    const PERSIAN_FREE_ARABIC: &str = "قال المتحدث باسم البلدية إن الجسر أغلق يوم الأربعاء. \
        وأضاف أن المياه ارتفعت مترين في ليلة واحدة.";
    const JAPANESE: &str = "市の広報担当者は、橋が水曜日に閉鎖されたと述べた。\
        水位は一晩で二メートル上昇したという。";

    fn read(bytes: &[u8]) -> Decoded {
        decode(bytes, false).expect("decodes")
    }

    #[test]
    fn texts_of_many_encodings_are_read() {
        for (encoding, text) in [
            (WINDOWS_1251, RUSSIAN),
            (WINDOWS_1252, GERMAN),
            (WINDOWS_1256, PERSIAN_FREE_ARABIC),
            (SHIFT_JIS, JAPANESE),
            (ISO_2022_JP, JAPANESE),
        ] {
            let (bytes, _, failed) = encoding.encode(text);
            assert!(!failed, "{} can hold the sample", encoding.name());
            let decoded = read(&bytes);
            assert_eq!(decoded.text, text, "{}", encoding.name());
            assert_eq!((decoded.encoding, decoded.replaced), (encoding.name(), 0));
        }
    }

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn utf_16_is_read_in_both_orders_with_and_without_a_mark() {
        for text in [GERMAN, RUSSIAN, PERSIAN_FREE_ARABIC] {
            for big in [false, true] {
                for mark in [false, true] {
                    let decoded = read(&utf16(text, big, mark));
                    assert_eq!(decoded.text, text, "big {big} mark {mark}");
                    assert_eq!(decoded.encoding, if big { "UTF-16BE" } else { "UTF-16LE" });
                }
            }
        }
    }

    #[test]
    fn the_mark_is_removed_and_only_the_first() {
        assert_eq!(read("\u{FEFF}\u{FEFF}one".as_bytes()).text, "\u{FEFF}one");
        assert_eq!(read("\u{FEFF}one".as_bytes()).encoding, "UTF-8");
    }

    #[test]
    fn bad_sequences_are_counted_but_not_those_that_the_text_holds() {
        let mut bytes = "Überprüfung für Größe, Öl und Äther: \u{FFFD}".as_bytes().to_vec();
        bytes.extend(b" end \xFF \xC3");
        bytes.extend("äöüäöüäöüäöüäöüäöü".as_bytes());
        let decoded = read(&bytes);
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 2));
    }

    #[test]
    fn a_page_may_declare_its_encoding() {
        let page = "<html><head><meta http-equiv=Content-Type content='text/html; \
            charset=windows-1253'></head><body>\u{3b1}\u{3b2}</body>";
        let (bytes, ..) = encoding_rs::WINDOWS_1253.encode(page);
        let decoded = decode(&bytes, true).expect("decodes");
        assert_eq!((decoded.encoding, decoded.text.as_str()), ("windows-1253", page));
        let xml = b"<?xml version=\"1.0\" encoding=\"koi8-r\"?><p>\xC1\xC2</p>";
        assert_eq!(decode(xml, true).expect("decodes").encoding, "KOI8-R");
    }

    #[test]
    fn zero_bytes_that_are_not_utf_16_are_no_text() {
        assert!(decode(b"one\0two\0three\0\0", false).is_err());
        assert!(decode(&[0; 64], false).is_err());
        assert!(decode(&utf16("a\0b and more words", false, true), false).is_err());
    }
}
