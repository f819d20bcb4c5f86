//! Chains of attribution as version 1 writes them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::claim::AnchorV1;
use super::list::{bare, empty, not};
use crate::domain::{
    anchor::Anchor,
    claim::{Chain, ChainEnd, Check, CheckResult, Factuality, Hop, HopBasis, QuotationForm},
    ids::{AnalystId, ChainId, ReferenceId, SourceId, WorkId},
    time::{PartialDate, Timestamp},
};

/// A chain.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Chain")]
pub struct ChainV1<'a> {
    pub id: ChainId,
    #[serde(default, skip_serializing_if = "empty")]
    pub hops: Vec<HopV1<'a>>,
    pub end: ChainEnd,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub doubtful: Option<Cow<'a, str>>,
    pub by: AnalystId,
    pub at: Timestamp,
}

/// A hop.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Hop")]
pub struct HopV1<'a> {
    #[serde(default, skip_serializing_if = "empty")]
    pub sources: Cow<'a, [SourceId]>,
    #[serde(default, skip_serializing_if = "empty")]
    pub source_anchors: Vec<AnchorV1<'a>>,
    #[serde(default, skip_serializing_if = "empty")]
    pub cue_anchors: Vec<AnchorV1<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub introduced_as: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub addressee: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub work: Option<WorkId>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub reference: Option<ReferenceId>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub locator: Option<Cow<'a, str>>,
    pub form: QuotationForm,
    #[serde(default, skip_serializing_if = "not")]
    pub negated: bool,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub factuality: Option<Factuality>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub said: Option<PartialDate>,
    pub basis: HopBasis,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub check: Option<CheckV1<'a>>,
}

/// A check against the original.
#[expect(missing_docs, reason = "the fields are the domain record's")]
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Check")]
pub struct CheckV1<'a> {
    pub result: CheckResult,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "bare")]
    pub quote: Option<Cow<'a, str>>,
    pub by: AnalystId,
    pub at: Timestamp,
}

impl<'a> From<&'a Chain> for ChainV1<'a> {
    fn from(chain: &'a Chain) -> Self {
        let Chain { id, hops, end, doubtful, by, at } = chain;
        Self {
            id: *id,
            hops: hops.iter().map(HopV1::from).collect(),
            end: *end,
            doubtful: doubtful.as_deref().map(Cow::from),
            by: *by,
            at: *at,
        }
    }
}

impl From<ChainV1<'static>> for Chain {
    fn from(v1: ChainV1<'static>) -> Self {
        let ChainV1 { id, hops, end, doubtful, by, at } = v1;
        Self {
            id,
            hops: hops.into_iter().map(Hop::from).collect(),
            end,
            doubtful: doubtful.map(Cow::into_owned),
            by,
            at,
        }
    }
}

impl<'a> From<&'a Hop> for HopV1<'a> {
    fn from(hop: &'a Hop) -> Self {
        let Hop {
            sources,
            source_anchors,
            cue_anchors,
            introduced_as,
            addressee,
            work,
            reference,
            locator,
            form,
            negated,
            factuality,
            said,
            basis,
            check,
        } = hop;
        Self {
            sources: sources.into(),
            source_anchors: source_anchors.iter().map(AnchorV1::from).collect(),
            cue_anchors: cue_anchors.iter().map(AnchorV1::from).collect(),
            introduced_as: introduced_as.as_deref().map(Cow::from),
            addressee: addressee.as_deref().map(Cow::from),
            work: *work,
            reference: *reference,
            locator: locator.as_deref().map(Cow::from),
            form: *form,
            negated: *negated,
            factuality: *factuality,
            said: *said,
            basis: *basis,
            check: check.as_ref().map(CheckV1::from),
        }
    }
}

impl From<HopV1<'static>> for Hop {
    fn from(v1: HopV1<'static>) -> Self {
        Self {
            sources: v1.sources.into(),
            source_anchors: v1.source_anchors.into_iter().map(Anchor::from).collect(),
            cue_anchors: v1.cue_anchors.into_iter().map(Anchor::from).collect(),
            introduced_as: v1.introduced_as.map(Cow::into_owned),
            addressee: v1.addressee.map(Cow::into_owned),
            work: v1.work,
            reference: v1.reference,
            locator: v1.locator.map(Cow::into_owned),
            form: v1.form,
            negated: v1.negated,
            factuality: v1.factuality,
            said: v1.said,
            basis: v1.basis,
            check: v1.check.map(Check::from),
        }
    }
}

impl<'a> From<&'a Check> for CheckV1<'a> {
    fn from(check: &'a Check) -> Self {
        let Check { result, quote, by, at } = check;
        Self { result: *result, quote: quote.as_deref().map(Cow::from), by: *by, at: *at }
    }
}

impl From<CheckV1<'static>> for Check {
    fn from(v1: CheckV1<'static>) -> Self {
        let CheckV1 { result, quote, by, at } = v1;
        Self { result, quote: quote.map(Cow::into_owned), by, at }
    }
}
