//! The Cosell page: shows and asks. Addresses come from `contract::route`, truth from the server, texts from the catalogue.

pub mod api;
pub mod app;
pub mod confirm;
pub mod embed;
#[cfg(feature = "gallery")]
pub mod gallery;
pub mod i18n;
pub mod json;
pub mod lazy;
pub mod load;
pub mod news;
pub mod pages;
pub mod parts;
pub mod route;
pub mod send;
pub mod session;
pub mod shell;
pub mod storage;
pub mod storefronts;
pub mod theme;
pub mod toast;
pub mod typed;
pub mod ui;
