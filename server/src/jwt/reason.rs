//! What can be wrong with a token from elsewhere, in one word for programs.

/// Why a token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is no JWT of three parts that can be read.
    Malformed,
    /// Its algorithm is none of ES256, EdDSA and RS256, or not the one of its key.
    Algorithm,
    /// Its type is another, such as an access token's.
    Type,
    /// Nobody here trusts who issued it.
    Issuer,
    /// Its key is unknown, or it names none where there are several.
    Key,
    /// The signature is not the key's.
    Signature,
    /// It was made for another installation.
    Audience,
    /// Its time is over.
    Expired,
    /// Its time has not begun.
    NotYet,
    /// It lasts longer than a token may.
    TooLong,
    /// A claim is missing or not what it must be.
    Claims,
    /// None of its organisations is a company here, or not the one that was asked for.
    Organisation,
    /// Its role is none that a host may give.
    Role,
    /// The person has no account here and none is made, or may not sign in.
    Person,
}

impl Reason {
    /// The word, as it stands in the problem.
    pub const fn word(self) -> &'static str {
        match self {
            Reason::Malformed => "malformed",
            Reason::Algorithm => "algorithm",
            Reason::Type => "type",
            Reason::Issuer => "issuer",
            Reason::Key => "key",
            Reason::Signature => "signature",
            Reason::Audience => "audience",
            Reason::Expired => "expired",
            Reason::NotYet => "notYet",
            Reason::TooLong => "tooLong",
            Reason::Claims => "claims",
            Reason::Organisation => "organisation",
            Reason::Role => "role",
            Reason::Person => "person",
        }
    }
}
