//! Chains of attribution.

use serde::Serialize;

use super::list::{Each, Record, empty};
use crate::domain::{
    anchor::Anchor,
    chain::{Chain, ChainEnd, Check, CheckResult, Hop, HopBasis, QuotationForm},
    claim::Factuality,
    ids::{AnalystId, ChainId, ReferenceId, SourceId, WorkId},
    time::{PartialDate, Timestamp},
};

#[derive(Serialize)]
pub(super) struct ChainRecord<'a> {
    id: ChainId,
    #[serde(skip_serializing_if = "Each::is_empty")]
    hops: Each<'a, Hop>,
    end: ChainEnd,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubtful: Option<&'a str>,
    by: AnalystId,
    at: Timestamp,
}

impl Record for Chain {
    type Written<'a> = ChainRecord<'a>;

    fn written(&self) -> ChainRecord<'_> {
        let Self { id, hops, end, doubtful, by, at } = self;
        ChainRecord {
            id: *id,
            hops: Each(hops),
            end: *end,
            doubtful: doubtful.as_deref(),
            by: *by,
            at: *at,
        }
    }
}

#[derive(Serialize)]
pub(super) struct HopRecord<'a> {
    #[serde(skip_serializing_if = "empty")]
    sources: &'a [SourceId],
    #[serde(skip_serializing_if = "Each::is_empty")]
    source_anchors: Each<'a, Anchor>,
    #[serde(skip_serializing_if = "Each::is_empty")]
    cue_anchors: Each<'a, Anchor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    introduced_as: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    addressee: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<WorkId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<ReferenceId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<&'a str>,
    form: QuotationForm,
    #[serde(skip_serializing_if = "Option::is_none")]
    negated: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    factuality: Option<Factuality>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<PartialDate>,
    basis: HopBasis,
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<CheckRecord<'a>>,
}

impl Record for Hop {
    type Written<'a> = HopRecord<'a>;

    fn written(&self) -> HopRecord<'_> {
        HopRecord {
            sources: &self.sources,
            source_anchors: Each(&self.source_anchors),
            cue_anchors: Each(&self.cue_anchors),
            introduced_as: self.introduced_as.as_deref(),
            addressee: self.addressee.as_deref(),
            work: self.work,
            reference: self.reference,
            locator: self.locator.as_deref(),
            form: self.form,
            negated: self.negated.then_some(true),
            factuality: self.factuality,
            said: self.said,
            basis: self.basis,
            check: self.check.as_ref().map(Record::written),
        }
    }
}

#[derive(Serialize)]
pub(super) struct CheckRecord<'a> {
    result: CheckResult,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    by: AnalystId,
    at: Timestamp,
}

impl Record for Check {
    type Written<'a> = CheckRecord<'a>;

    fn written(&self) -> CheckRecord<'_> {
        let Self { result, quote, by, at } = self;
        CheckRecord { result: *result, quote: quote.as_deref(), by: *by, at: *at }
    }
}
