//! Shares as they are told: in percent, rounded so that they do not contradict themselves.

use super::halves_up;

/// A share in percent: whole, with a decimal where it is small; a half goes up. What is not none is never told as 0, and what is not
/// all never as 100.
///
/// ```
/// use askbook::stats::Percent;
/// assert_eq!(Percent::of(1.0 / 300.0), Percent::About("0.3".to_owned()));
/// assert_eq!(Percent::of(1.0 / 3000.0), Percent::Under("0.1"));
/// assert_eq!(Percent::of(299.0 / 300.0), Percent::Over("99"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Percent {
    /// About as much.
    About(String),
    /// Under this, and more than 0.
    Under(&'static str),
    /// Over this, and less than 100.
    Over(&'static str),
}

impl Percent {
    /// Of a share from 0 to 1.
    pub fn of(share: f64) -> Self {
        let percent = share * 100.0;
        if percent > 0.0 && percent < 0.1 {
            return Self::Under("0.1");
        }
        if percent > 99.0 && percent < 100.0 {
            return Self::Over("99");
        }
        let decimals = u8::from(percent > 0.0 && percent < 9.95);
        let text = format!("{:.*}", decimals.into(), halves_up(percent, decimals));
        Self::About(text.strip_suffix(".0").map(str::to_owned).unwrap_or(text))
    }

    /// The number that is told, whether about, under or over it.
    pub fn number(&self) -> f64 {
        let text = match self {
            Self::About(text) => text,
            Self::Under(text) | Self::Over(text) => *text,
        };
        text.parse().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_none_is_0_and_only_all_is_100() {
        let told = |share: f64| match Percent::of(share) {
            Percent::About(number) => number,
            Percent::Under(number) => format!("<{number}"),
            Percent::Over(number) => format!(">{number}"),
        };
        for (share, text) in [
            (0.0, "0"),
            (1e-9, "<0.1"),
            (0.001, "0.1"),
            (0.03, "3"),
            (0.0994, "9.9"),
            (0.0996, "10"),
            (0.0345, "3.5"),
            (0.125, "13"),
            (0.145, "15"),
            (0.245, "25"),
            (0.99, "99"),
            (0.9901, ">99"),
            (1.0, "100"),
        ] {
            assert_eq!(told(share), text, "{share}");
        }
    }
}
