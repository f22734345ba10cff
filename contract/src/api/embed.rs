//! What a page in a frame asks before it speaks with the portal around it.

use serde::{Deserialize, Serialize};

/// Answer of `GET embed/config`: whom the page may answer when it is shown in a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmbedConfig {
    /// The version of the messages between frame and host.
    pub version: u8,
    /// Origins that may show the page, as browsers write them; empty where no site may.
    pub origins: Vec<String>,
}

/// The version of the messages between frame and host.
pub const VERSION: u8 = 1;

/// The header by which a call in a frame says which of the person's companies it looks at: the company's public id.
pub const COMPANY_HEADER: &str = "cosell-company";
