//! What a request gets: its result, or why there is none.

use super::protocol::Request;

/// The protocol's code for a request that was right and still cannot be answered.
const REQUEST_FAILED: i32 = -32803;

/// Why a request is refused: the protocol's code, and a sentence.
pub(super) struct Refusal {
    pub code: i32,
    pub message: String,
}

impl Refusal {
    /// The request was right, and still cannot be answered.
    pub fn failed(message: String) -> Self {
        Self { code: REQUEST_FAILED, message }
    }
}

/// An answer, or why there is none.
pub(super) type Answer<R> = Result<<R as Request>::Result, Refusal>;
