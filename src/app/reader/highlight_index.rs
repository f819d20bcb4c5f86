//! Which anchors of an article's claims lie in a span: O(visible + chunks), whatever the
//! article holds. Built per chunk of claims and kept by the chunk's pointer, so that an
//! edit rebuilds one chunk. Knows the domain, nothing of egui.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::overview::{Overview, Tick, bucket};
use crate::domain::{
    chunked::{Chunk, Chunked, Records, differing},
    claim::{Claim, ClaimStatus},
    ids::{ClaimId, TermId},
    span::Span,
};

/// What an anchor is to its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HighlightKind {
    /// The claim itself.
    Claim,
    /// Where the text names a source of one of its chains.
    Source,
    /// Where the text attributes: "told", "according to".
    Cue,
}

/// One anchor of a claim, as the reader shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highlight {
    /// What it covers, in code points.
    pub span: Span,
    /// Whose it is.
    pub claim: ClaimId,
    /// Its place among the anchors of its kind.
    pub anchor: u32,
    /// What it is to the claim.
    pub kind: HighlightKind,
    /// The kind of the claim's first evidence, which gives the colour.
    pub term: Option<TermId>,
    /// How far the work on the claim is.
    pub status: ClaimStatus,
}

/// The anchors of all claims of one article, without the lost ones.
#[derive(Debug, Default)]
pub struct HighlightIndex {
    claims: Chunked<Claim>,
    /// What was made of each chunk of the claims.
    chunks: Vec<Placed>,
    overview: Overview,
    claim_count: usize,
    text_len: u32,
    version: u64,
}

/// A chunk and where it lies, so that a chunk elsewhere need not be looked at.
#[derive(Debug)]
struct Placed {
    /// From the first start to the last end of its entries.
    reach: Span,
    /// The first and the last start of its claims, if it has any.
    starts: Option<(u32, u32)>,
    /// How many claims have a place in it.
    claims: usize,
    built: BuiltChunk,
}

impl Placed {
    fn new(built: BuiltChunk) -> Self {
        let start = built.entries.first().map_or(0, |first| first.span.start);
        let end = built.ends.get(1).copied().unwrap_or(start);
        let starts = built.firsts.first().zip(built.firsts.last());
        let starts = starts.map(|((first, ..), (last, ..))| (*first, *last));
        Self { reach: Span { start, end }, starts, claims: built.firsts.len(), built }
    }
}

#[derive(Debug)]
struct BuiltChunk {
    /// By (start, longest first, claim, kind, anchor).
    entries: Vec<Highlight>,
    /// A tree over `entries`, each node holding the greatest end below it.
    ends: Vec<u32>,
    /// The claims' first anchors: (start, end, claim), in order.
    firsts: Vec<(u32, u32, ClaimId)>,
    /// Where the overview shows marks, without repetition.
    ticks: Vec<Tick>,
}

impl HighlightIndex {
    /// How many claims are to be read to bring the index up to date.
    pub fn behind(&self, claims: &Chunked<Claim>) -> usize {
        let (old, new) = (self.claims.chunks(), claims.chunks());
        let (between, now) = differing(old, new);
        let known: HashSet<usize> = old[between].iter().map(address).collect();
        let unknown = new[now].iter().filter(|chunk| !known.contains(&address(chunk)));
        unknown.map(|chunk| chunk.len()).sum()
    }

    /// Brings the index up to date with an article's claims; whether anything changed.
    /// `text_len` is the length of the article in code points.
    pub fn update(&mut self, claims: &Chunked<Claim>, text_len: u32) -> bool {
        if self.text_len == text_len && self.claims.same(claims) {
            return false;
        }
        if self.text_len != text_len {
            *self = Self { version: self.version, ..Self::default() };
        }
        // The old chunks are held until the end, so that no address comes to stand for another.
        let before = std::mem::replace(&mut self.claims, claims.clone());
        let (between, now) = differing(before.chunks(), claims.chunks());
        let at = between.start;
        let addresses = before.chunks()[between.clone()].iter().map(address);
        let mut known: HashMap<usize, Placed> = addresses.zip(self.chunks.drain(between)).collect();
        let mut placed = Vec::with_capacity(now.len());
        for chunk in &claims.chunks()[now] {
            placed.push(known.remove(&address(chunk)).unwrap_or_else(|| {
                let built = BuiltChunk::new(chunk, text_len);
                // Whoever looks for claims around a claim needs it soon.
                chunk.reach();
                self.overview.add(&built.ticks);
                Placed::new(built)
            }));
        }
        for gone in known.values() {
            self.overview.remove(&gone.built.ticks);
        }
        self.chunks.splice(at..at, placed);
        self.claim_count = self.chunks.iter().map(|chunk| chunk.claims).sum();
        self.text_len = text_len;
        self.version += 1;
        true
    }

    /// Changes with every change of the claims.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The anchors that share a code point with a span, ordered by start, the longest first.
    pub fn query(&self, span: Span) -> Vec<Highlight> {
        let mut out = Vec::new();
        for chunk in &self.chunks {
            if chunk.reach.start < span.end && chunk.reach.end > span.start {
                chunk.built.query(span, &mut out);
            }
        }
        out.sort_by_key(order);
        out
    }

    /// The first claim that starts after a code point, and its first anchor.
    pub fn next_claim(&self, after: u32) -> Option<(ClaimId, Span)> {
        self.first_claim_from(after.checked_add(1)?)
    }

    /// The first claim that starts at a code point or after it.
    pub fn first_claim_from(&self, from: u32) -> Option<(ClaimId, Span)> {
        let near = |chunk: &&Placed| chunk.starts.is_some_and(|(_, last)| last >= from);
        let nexts = self.chunks.iter().filter(near).filter_map(|chunk| {
            let firsts = &chunk.built.firsts;
            firsts.get(firsts.partition_point(|(start, ..)| *start < from))
        });
        nexts.min().map(|(start, end, claim)| (*claim, Span { start: *start, end: *end }))
    }

    /// The last claim that starts before a code point, and its first anchor.
    pub fn previous_claim(&self, before: u32) -> Option<(ClaimId, Span)> {
        let near = |chunk: &&Placed| chunk.starts.is_some_and(|(first, _)| first < before);
        let previous = self.chunks.iter().filter(near).filter_map(|chunk| {
            let firsts = &chunk.built.firsts;
            firsts[..firsts.partition_point(|(start, ..)| *start < before)].last()
        });
        previous.max().map(|(start, end, claim)| (*claim, Span { start: *start, end: *end }))
    }

    /// How many claims have a place in the text.
    pub fn claim_count(&self) -> usize {
        self.claim_count
    }

    /// Where claims begin, coarsely.
    pub(super) fn overview(&self) -> &Overview {
        &self.overview
    }
}

fn address(chunk: &Chunk<Claim>) -> usize {
    Arc::as_ptr(chunk).addr()
}

fn order(h: &Highlight) -> (u32, u32, ClaimId, HighlightKind, u32) {
    (h.span.start, u32::MAX - h.span.end, h.claim, h.kind, h.anchor)
}

impl BuiltChunk {
    fn new(claims: &Records<Claim>, text_len: u32) -> Self {
        let mut entries = Vec::with_capacity(claims.len() * 2);
        let mut firsts = Vec::with_capacity(claims.len());
        for claim in claims.iter() {
            let before = entries.len();
            push_anchors(claim, &mut entries);
            let own = entries[before..].iter().filter(|h| h.kind == HighlightKind::Claim);
            if let Some(first) = own.min_by_key(|h| h.span.start) {
                firsts.push((first.span.start, first.span.end, claim.id));
            }
        }
        entries.sort_unstable_by_key(order);
        firsts.sort_unstable();
        let mut ticks: Vec<_> = entries
            .iter()
            .filter(|h| h.kind == HighlightKind::Claim)
            .map(|h| (bucket(h.span.start, text_len), h.term))
            .collect();
        ticks.sort_unstable();
        ticks.dedup();
        let ends = ends_tree(&entries);
        Self { entries, ends, firsts, ticks }
    }

    fn query(&self, span: Span, out: &mut Vec<Highlight>) {
        // Only what starts before the span's end can overlap it.
        let limit = self.entries.partition_point(|h| h.span.start < span.end);
        if limit > 0 && !self.ends.is_empty() {
            self.visit(1, 0, self.ends.len() / 2, span.start, limit, out);
        }
    }

    fn visit(
        &self,
        node: usize,
        from: usize,
        width: usize,
        start: u32,
        limit: usize,
        out: &mut Vec<Highlight>,
    ) {
        if from >= limit || self.ends[node] <= start {
            return;
        }
        if width == 1 {
            out.push(self.entries[from]);
            return;
        }
        let half = width / 2;
        self.visit(node * 2, from, half, start, limit, out);
        self.visit(node * 2 + 1, from + half, half, start, limit, out);
    }
}

/// A complete binary tree: the leaves in the second half hold the ends.
fn ends_tree(entries: &[Highlight]) -> Vec<u32> {
    if entries.is_empty() {
        return Vec::new();
    }
    let leaves = entries.len().next_power_of_two();
    let mut ends = vec![0; leaves * 2];
    for (leaf, entry) in entries.iter().enumerate() {
        ends[leaves + leaf] = entry.span.end;
    }
    for node in (1..leaves).rev() {
        ends[node] = ends[node * 2].max(ends[node * 2 + 1]);
    }
    ends
}

fn push_anchors(claim: &Claim, out: &mut Vec<Highlight>) {
    let term = claim.evidence.first().map(|evidence| evidence.kind);
    let mut push = |kind, place: usize, anchor: &crate::domain::anchor::Anchor| {
        if !anchor.is_lost() && !anchor.span.is_empty() {
            out.push(Highlight {
                span: anchor.span,
                claim: claim.id,
                anchor: place as u32,
                kind,
                term,
                status: claim.status,
            });
        }
    };
    for (place, anchor) in claim.anchors.iter().enumerate() {
        push(HighlightKind::Claim, place, anchor);
    }
    let hops = claim.chains.iter().flat_map(|chain| chain.hops.iter());
    let sources = hops.clone().flat_map(|hop| hop.source_anchors.iter());
    for (place, anchor) in sources.enumerate() {
        push(HighlightKind::Source, place, anchor);
    }
    for (place, anchor) in hops.flat_map(|hop| hop.cue_anchors.iter()).enumerate() {
        push(HighlightKind::Cue, place, anchor);
    }
}

#[cfg(test)]
#[path = "tests/highlight_index.rs"]
mod tests;
