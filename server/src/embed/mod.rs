//! Cosell inside another portal: which sites may show it, and whose tokens sign people in.

pub mod origin;
pub mod reason;

use origin::{BadOrigin, Origin};

/// How this installation may be embedded, read once at start.
#[derive(Debug, Default)]
pub struct Embed {
    /// Sites that may show the page in a frame.
    pub origins: Vec<Origin>,
}

impl Embed {
    /// With the sites of the command line.
    ///
    /// # Errors
    /// `BadOrigin` when one is no origin.
    pub fn new(origins: &[String]) -> Result<Embed, BadOrigin> {
        let origins = origins.iter().map(|origin| Origin::read(origin)).collect::<Result<_, _>>()?;
        Ok(Embed { origins })
    }
}
