//! An amount of money or of anything else: `1200`, `1200EUR`, `$1200`.

use regex::Regex;
use std::fmt;
use std::sync::LazyLock;

/// A number with an optional currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The number, not negative and finite.
    pub amount: f64,
    /// Three capital letters, or a currency sign that stands for none of the four known ones.
    pub currency: Option<Box<str>>,
}

impl Amount {
    /// Reads digits with at most one `.` and no grouping, with a currency sign before or after them or
    /// three letters after them.
    ///
    /// ```
    /// use askbook::model::Amount;
    /// assert_eq!(Amount::parse("€1200").unwrap().to_string(), "1200EUR");
    /// assert!(Amount::parse("1,200").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        static SHAPE: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"^(\p{Sc})?([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(\p{Sc}|[A-Za-z]{3})?$").ok()
        });
        let parts = SHAPE.as_ref()?.captures(text)?;
        if parts.get(1).is_some() && parts.get(3).is_some() {
            return None;
        }
        let amount: f64 = parts.get(2)?.as_str().parse().ok()?;
        let currency = parts.get(1).or_else(|| parts.get(3)).map(|sign| match sign.as_str() {
            "€" => "EUR".into(),
            "£" => "GBP".into(),
            "$" => "USD".into(),
            "¥" => "JPY".into(),
            other => other.to_ascii_uppercase().into_boxed_str(),
        });
        amount.is_finite().then_some(Self { amount, currency })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.amount, self.currency.as_deref().unwrap_or_default())
    }
}
