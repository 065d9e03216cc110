//! stub
use crate::model::*;
pub struct Item<'a> { pub kind: &'a str, pub id: Option<&'a str>, pub title: &'a str, pub more_text: &'a [&'a str], pub tags: &'a [Box<str>], pub whos: &'a [Box<str>], pub day: Option<Day>, pub answered: Option<Day>, pub status: &'a str, pub size: Option<Size>, pub fear: Option<u8>, pub sting: Option<u8>, pub odds: Option<f64>, pub days: Option<i64>, pub via: Option<&'a str>, pub worth: Option<&'a Amount>, pub due: Option<Day>, pub keys: &'a [(Box<str>, DeclaredValue)], pub number: Option<u32>, pub overdue: bool, pub private: bool, pub public: bool, pub turnaround: bool, pub lessons: usize }
pub struct Context<'a> { pub today: Day, pub week_starts: WeekStart, pub keys: &'a KeyNames }
pub struct Query;
pub struct QueryError;
impl QueryError { pub fn render(&self, _t: &str) -> String { String::new() } }
pub struct Bounds { pub first: Option<Day>, pub last: Option<Day> }
pub fn parse(_t: &str, _c: &Context<'_>) -> Result<Query, QueryError> { Ok(Query) }
impl Query { pub fn matches(&self, _i: &Item<'_>) -> bool { true } }
pub fn from_args(a: &[String]) -> String { a.join(" ") }
pub fn parse_span(_t: &str, _d: Day, _w: WeekStart) -> Result<Bounds, QueryError> { Ok(Bounds { first: None, last: None }) }
