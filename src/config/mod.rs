//! stub
use crate::diagnostic::{Code, Diagnostic};
use crate::model::*;
use crate::text::{Source, Span};
use std::collections::BTreeMap;
#[derive(Debug, Clone)]
pub struct Config { pub journal: String, pub ignore: Vec<String>, pub week_starts: WeekStart, pub partial_is_yes: bool, pub challenges: Vec<Challenge>, pub silence: Silence, pub who: BTreeMap<String, WhoEntry>, pub keys: KeyNames, pub allow: Vec<Code>, pub care: Care, pub site: SiteConfig }
#[derive(Debug, Clone)]
pub struct Silence { pub after: Wait, pub tags: BTreeMap<String, Wait> }
#[derive(Debug, Clone)]
pub struct WhoEntry { pub name: Option<String> }
#[derive(Debug, Clone)]
pub struct Care { pub notices: bool, pub again_after: Wait }
#[derive(Debug, Clone)]
pub struct SiteConfig { pub out: String, pub private_out: String }
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal { Rejections, Asks }
#[derive(Debug, Clone)]
pub struct Challenge { pub name: String, pub goal: u32, pub of: Goal, pub start: Option<Day>, pub end: Option<Day>, pub counts: Vec<Answer>, pub pace: bool }
impl Challenge { pub fn holds(&self, day: Day) -> bool { self.start.is_none_or(|s| s <= day) && self.end.is_none_or(|e| day <= e) } }
pub struct Loaded { pub config: Config, pub diagnostics: Vec<Diagnostic>, pub syntax_broken: bool, pub journal_span: Span }
pub fn read(_source: &Source) -> Loaded { Loaded { config: Config::default(), diagnostics: vec![], syntax_broken: false, journal_span: Span::default() } }
impl Default for Config { fn default() -> Self { Self { journal: ".".into(), ignore: vec![], week_starts: WeekStart::Monday, partial_is_yes: false, challenges: vec![Challenge { name: "My 1000 rejections".into(), goal: 1000, of: Goal::Rejections, start: None, end: None, counts: vec![Answer::No, Answer::Silence], pace: true }], silence: Silence { after: Wait::Days(60), tags: BTreeMap::new() }, who: BTreeMap::new(), keys: KeyNames::default(), allow: vec![], care: Care { notices: true, again_after: Wait::Days(14) }, site: SiteConfig { out: "public".into(), private_out: "private-site".into() } } } }
