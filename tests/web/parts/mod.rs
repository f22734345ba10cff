//! Pieces that know the contract's types.

mod live;
mod request;
