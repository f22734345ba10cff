//! What exists in Cosell and what is allowed: types, rules, routes and CSV, shared by page and server. No I/O, no clock.

#[macro_use]
mod words;
#[macro_use]
pub mod sort;

pub mod access;
pub mod advice;
pub mod api;
pub mod audience;
pub mod calendar;
pub mod catalogue;
pub mod csv;
pub mod fold;
pub mod listing_url;
pub mod locale;
pub mod matching;
pub mod merge;
pub mod migration;
pub mod moment;
pub mod offer;
pub mod offers_view;
pub mod order;
pub mod problem;
pub mod programme;
pub mod refusal;
pub mod requests_view;
pub mod resellers_view;
pub mod route;
pub mod search;
pub mod solution;
pub mod solutions_view;
pub mod support;
pub mod workspace;
