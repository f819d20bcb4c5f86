//! Lists stay sorted, shared and true to a plain map, whatever is put in and taken out.

use super::*;

#[derive(Debug, Clone, PartialEq)]
struct Record(u32, &'static str);
impl Keyed for Record {
    type Key = u32;
    fn key(&self) -> u32 {
        self.0
    }
}

fn list(n: u32) -> Chunked<Record> {
    (0..n).map(|i| Record(i * 2, "")).collect()
}

#[test]
fn records_come_out_in_the_order_of_their_keys_however_they_went_in() {
    let mut l = Chunked::default();
    for i in 0..5000_u32 {
        l.put(Arc::new(Record(i.wrapping_mul(2_654_435_761) % 100_000, "")));
    }
    let keys: Vec<_> = l.iter().map(|r| r.key()).collect();
    assert!(keys.is_sorted());
    assert_eq!(keys.len(), l.len());
    assert!(l.chunks().iter().all(|c| !c.is_empty() && c.len() <= MAX_CHUNK));
    for (i, key) in keys.iter().enumerate() {
        assert_eq!(l.position(*key), Some(i));
    }
}

#[test]
fn an_edit_leaves_every_other_chunk_the_same_pointer() {
    let before = list(5000);
    let mut after = before.clone();
    after.put(Arc::new(Record(4001, "new")));
    let shared =
        before.chunks().iter().filter(|c| after.chunks().iter().any(|d| Arc::ptr_eq(c, d))).count();
    assert_eq!(shared, before.chunks().len() - 1);
    assert_eq!(before.get(4001), None);
    assert!(after.get(4001).is_some());
}

#[test]
fn what_is_removed_is_gone_and_an_empty_chunk_with_it() {
    let mut l = list(1000);
    for i in 0..1000 {
        assert!(l.remove(i * 2).is_some());
        assert!(l.remove(i * 2).is_none());
    }
    assert!(l.is_empty() && l.chunks().is_empty());
}

#[test]
fn of_equal_keys_the_first_stays_and_the_others_are_told() {
    let records =
        vec![Arc::new(Record(1, "a")), Arc::new(Record(0, "b")), Arc::new(Record(1, "c"))];
    let (l, repeated) = Chunked::from_records(records);
    assert_eq!(l.iter().map(|r| r.1).collect::<String>(), "ba");
    assert_eq!(repeated[0].1, "c");
}

#[derive(Debug)]
struct Stretch(u32, u32);
impl Keyed for Stretch {
    type Key = u32;
    fn key(&self) -> u32 {
        self.0
    }
    fn reach(&self) -> u32 {
        self.1
    }
}

#[test]
fn what_reaches_a_point_is_found_also_after_edits() {
    let mut l: Chunked<Stretch> = (0..2000).map(|i| Stretch(i, i + 1)).collect();
    assert_eq!(l.reaching(2000).map(|r| r.0).collect::<Vec<_>>(), [1999]);
    l.put(Arc::new(Stretch(3, 5000)));
    assert_eq!(l.reaching(2000).map(|r| r.0).collect::<Vec<_>>(), [3, 1999]);
    l.put(Arc::new(Stretch(3, 4)));
    l.remove(1999);
    assert_eq!(l.reaching(2000).count(), 0);
}

#[test]
fn the_first_of_which_something_is_true_is_found_in_any_chunk() {
    let l = list(1000);
    for from in [0, 1, 767, 768, 1534, 1998] {
        assert_eq!(l.from_first(|r| r.0 >= from).next().map(|r| r.0), Some(from + from % 2));
    }
    assert_eq!(l.from_first(|r| r.0 >= 5000).count(), 0);
    assert_eq!(list(0).from_first(|_| true).count(), 0);
}

#[test]
fn from_key_starts_at_the_first_key_that_is_not_less() {
    let l = list(1000);
    assert_eq!(l.from_key(1001).next().map(|r| r.0), Some(1002));
    assert_eq!(l.from_key(0).count(), 1000);
    assert_eq!(l.from_key(5000).count(), 0);
}

proptest::proptest! {
    /// Whatever is put in and taken out, the list holds what a map would hold, in its order,
    /// and a copy made before holds what it held.
    #[test]
    fn a_list_is_a_sorted_map(steps in proptest::collection::vec((0_u32..900, 0_u8..4), 0..2500)) {
        let mut l: Chunked<Record> = Chunked::default();
        let mut map = std::collections::BTreeMap::new();
        let mut kept = None;
        for (at, (key, what)) in steps.into_iter().enumerate() {
            if what == 0 {
                assert_eq!(l.remove(key).map(|r| r.0), map.remove(&key));
            } else {
                assert_eq!(l.put(Arc::new(Record(key, ""))).is_some(), map.insert(key, key).is_some());
            }
            if at == 700 {
                kept = Some((l.clone(), map.clone()));
            }
        }
        for (l, map) in kept.into_iter().chain([(l, map)]) {
            assert!(l.iter().map(|r| r.0).eq(map.values().copied()));
            assert_eq!(l.len(), map.len());
            for (at, key) in map.values().enumerate() {
                assert_eq!(l.position(*key), Some(at));
                assert_eq!(l.get_at(at).map(|r| r.0), Some(*key));
            }
            assert!(l.chunks().iter().all(|c| !c.is_empty() && c.len() <= MAX_CHUNK));
        }
    }
}

#[test]
fn what_differs_between_two_lists_lies_between_what_they_share() {
    let old = list(4_000);
    let mut new = old.clone();
    assert!(differing(old.chunks(), new.chunks()).0.is_empty());
    new.put(Arc::new(Record(10_001, "new")));
    let last = old.chunks().len() - 1;
    let (was, is) = differing(old.chunks(), new.chunks());
    assert_eq!((was.clone(), is.start), (last..last + 1, last));
    for (a, b) in old.chunks()[..was.start].iter().zip(&new.chunks()[..is.start]) {
        assert!(Arc::ptr_eq(a, b));
    }
    let empty = Chunked::<Record>::default();
    assert_eq!(differing(empty.chunks(), old.chunks()), (0..0, 0..last + 1));
    assert_eq!(differing(old.chunks(), empty.chunks()), (0..last + 1, 0..0));
}
