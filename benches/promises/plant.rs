//! Two articles into which the same passages were planted, some of their words changed, with
//! the places where they stand. Seeded; needs nothing but the standard library, so that
//! tests use it, too.

/// What to generate.
#[derive(Debug, Clone, Copy)]
pub struct Garden {
    /// Where the random numbers start.
    pub seed: u64,
    /// The bytes of each article, about.
    pub bytes: usize,
    /// How many of a hundred words are changed in the second article.
    pub changed: usize,
    /// Whether changed words are also dropped and added, not only replaced.
    pub moved: bool,
    /// Whether the second article has the passages in another order.
    pub shuffled: bool,
    /// How many words the articles choose from; the first are far more common.
    pub vocabulary: usize,
}

/// A passage: where it stands in code points, as start and end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planted {
    /// In the first article.
    pub left: (u32, u32),
    /// In the second.
    pub right: (u32, u32),
}

/// Random numbers (splitmix64).
#[derive(Debug, Clone)]
pub struct Random(pub u64);

impl Random {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.bits() % n.max(1) as u64) as usize
    }
}

const SYLLABLES: [&str; 24] = [
    "ba", "cor", "den", "el", "fa", "gri", "har", "is", "jo", "ka", "lum", "mi", "nor", "os",
    "pel", "qua", "ri", "sto", "ta", "ul", "ven", "wa", "xi", "yel",
];

fn word(number: usize) -> String {
    let mut rest = number + 24;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % 24]);
        rest /= 24;
    }
    word
}

/// A word by the law of Zipf and Mandelbrot: the n-th has a share of about 1 / (n + 2.7), as
/// in English, where the commonest is every sixteenth word or so.
fn draw(random: &mut Random, garden: Garden) -> String {
    let share = random.below(1 << 20) as f64 / f64::from(1 << 20);
    let ratio = (garden.vocabulary as f64 + 2.7) / 2.7;
    word((2.7 * ratio.powf(share) - 2.7) as usize)
}

/// A text with the places of what was planted into it.
struct Bed {
    text: String,
    chars: u32,
    words: usize,
}

impl Bed {
    fn add(&mut self, random: &mut Random, word: &str) {
        if self.words > 0 {
            let between = match random.below(24) {
                0 => ", ",
                1 => ". ",
                2 if random.below(6) == 0 => ".\n\n",
                _ => " ",
            };
            self.text.push_str(between);
            self.chars += between.len() as u32;
        }
        self.text.push_str(word);
        self.chars += word.len() as u32;
        self.words += 1;
    }

    fn fill(&mut self, random: &mut Random, garden: Garden, words: usize) {
        for _ in 0..words {
            let word = draw(random, garden);
            self.add(random, &word);
        }
    }

    /// Adds a passage; gives where it stands.
    fn plant(&mut self, random: &mut Random, words: &[String]) -> (u32, u32) {
        let mut start = self.chars;
        for (at, word) in words.iter().enumerate() {
            self.add(random, word);
            if at == 0 {
                start = self.chars - word.len() as u32;
            }
        }
        (start, self.chars)
    }
}

/// Two articles and what they share.
pub fn grow(garden: Garden) -> (String, String, Vec<Planted>) {
    let mut random = Random(garden.seed);
    let count = (garden.bytes / 2000).max(4);
    let passages: Vec<Vec<String>> = (0..count)
        .map(|_| (0..25 + random.below(31)).map(|_| draw(&mut random, garden)).collect())
        .collect();
    let mut order: Vec<usize> = (0..count).collect();
    if garden.shuffled {
        for at in (1..count).rev() {
            order.swap(at, random.below(at + 1));
        }
    }
    let (left_text, left) = bed(&mut random, garden, &passages, &(0..count).collect::<Vec<_>>());
    let changed: Vec<Vec<String>> =
        passages.iter().map(|words| change(&mut random, garden, words)).collect();
    let (right_text, right) = bed(&mut random, garden, &changed, &order);
    let planted = left.into_iter().zip(right).map(|(left, right)| Planted { left, right });
    (left_text, right_text, planted.collect())
}

fn bed(
    random: &mut Random,
    garden: Garden,
    passages: &[Vec<String>],
    order: &[usize],
) -> (String, Vec<(u32, u32)>) {
    let mut bed = Bed { text: String::with_capacity(garden.bytes * 2), chars: 0, words: 0 };
    let mut places = vec![(0, 0); passages.len()];
    for (number, at) in order.iter().enumerate() {
        while bed.text.len() < garden.bytes * number / passages.len() {
            bed.fill(random, garden, 20);
        }
        bed.fill(random, garden, 12);
        places[*at] = bed.plant(random, &passages[*at]);
    }
    while bed.text.len() < garden.bytes {
        bed.fill(random, garden, 20);
    }
    (bed.text, places)
}

/// A passage with some of its words changed: exactly so many, anywhere.
fn change(random: &mut Random, garden: Garden, words: &[String]) -> Vec<String> {
    let wanted = (words.len() * garden.changed + 50) / 100;
    let mut chosen = vec![false; words.len()];
    let mut left = wanted;
    while left > 0 {
        let at = random.below(words.len());
        if !chosen[at] {
            chosen[at] = true;
            left -= 1;
        }
    }
    let mut changed = Vec::with_capacity(words.len() + wanted);
    for (word, chosen) in words.iter().zip(chosen) {
        if !chosen {
            changed.push(word.clone());
            continue;
        }
        match if garden.moved { random.below(3) } else { 0 } {
            0 => changed.push(draw(random, garden)),
            1 => {}
            _ => {
                changed.push(draw(random, garden));
                changed.push(word.clone());
            }
        }
    }
    changed
}

/// How well passages were found: the shares of what was planted and found, of what was found
/// and planted, and of the found ones' ends, exact to within two words of about seven letters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Yield {
    /// Of what was planted, how much was found at all, 0 to 1.
    pub recall: f64,
    /// Of what was found, how much was planted, 0 to 1.
    pub precision: f64,
    /// Of what was planted, how much was found exact to within two words at each end.
    pub exact: f64,
    /// Of what was planted, how much has no equal word within two words of one of its ends, so
    /// that nobody could find it exactly.
    pub beyond: f64,
}

/// A place on the left and one on the right, each as start and end.
pub type Pair = ((u32, u32), (u32, u32));

/// Compares what was found with what was planted. Spans are pairs of code points.
pub fn harvest((left, right): (&str, &str), planted: &[Planted], found: &[Pair]) -> Yield {
    let meets = |a: (u32, u32), b: (u32, u32)| a.0 < b.1 && b.0 < a.1;
    let near = |text: &str, a: (u32, u32), b: (u32, u32)| {
        words_between(text, a.0, b.0) <= 2 && words_between(text, a.1, b.1) <= 2
    };
    let (mut recalled, mut exact, mut beyond) = (0, 0, 0);
    for plant in planted {
        let hits = || found.iter().filter(|f| meets(f.0, plant.left) && meets(f.1, plant.right));
        beyond += usize::from(is_beyond(left, right, plant));
        recalled += usize::from(hits().next().is_some());
        exact += usize::from(
            hits().any(|f| near(left, f.0, plant.left) && near(right, f.1, plant.right)),
        );
    }
    let is_planted = |f: &&Pair| planted.iter().any(|p| meets(f.0, p.left) && meets(f.1, p.right));
    let good = found.iter().filter(is_planted).count();
    let share = |part: usize, all: usize| if all == 0 { 1.0 } else { part as f64 / all as f64 };
    Yield {
        recall: share(recalled, planted.len()),
        precision: share(good, found.len()),
        exact: share(exact, planted.len()),
        beyond: share(beyond, planted.len()),
    }
}

/// Whether the three words at one end of a passage, on the left and on the right, have none in
/// common.
fn is_beyond(left: &str, right: &str, plant: &Planted) -> bool {
    let words = |text: &str, (from, to): (u32, u32)| -> Vec<String> {
        let shown = text.get(from as usize..to as usize).unwrap_or_default();
        let bare = |word: &str| word.trim_end_matches([',', '.']).to_owned();
        shown.split_whitespace().map(bare).collect()
    };
    let (left, right) = (words(left, plant.left), words(right, plant.right));
    let apart = |a: &[String], b: &[String]| !a.iter().any(|word| b.contains(word));
    let (l, r) = (left.len().min(3), right.len().min(3));
    apart(&left[..l], &right[..r]) || apart(&left[left.len() - l..], &right[right.len() - r..])
}

/// How many words begin between two places of an ASCII text.
fn words_between(text: &str, a: u32, b: u32) -> usize {
    let (from, to) = (a.min(b) as usize, a.max(b) as usize);
    text.get(from..to).unwrap_or_default().split_whitespace().count()
}
