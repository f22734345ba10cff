//! One module a part of `cosell_page::ui`.

mod avatar;
mod badge;
mod button;
mod card;
mod checkbox;
mod chip;
mod dialog;
mod dropzone;
mod empty;
mod field;
mod filter;
#[cfg(feature = "gallery")]
mod gallery;
mod icon;
mod input;
mod kbd;
mod line_chart;
mod menu;
mod message;
mod progress;
mod progress_stack;
mod search_box;
mod select;
mod skeleton;
mod spinner;
mod steps;
mod switcher;
mod table;
mod tabs;
mod text;
mod toast;
mod tooltip;
