-- By which subject an issuer of tokens calls a person. "made" says that the account was made for it, so that its name follows
-- the issuer's.
CREATE TABLE identity (
  issuer {text} NOT NULL,
  subject {text} NOT NULL,
  person BIGINT NOT NULL REFERENCES person(pk),
  made BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_person ON identity(person);

-- The hash of a local account's password, as text with its own parameters (PHC string format).
CREATE TABLE password (
  person BIGINT PRIMARY KEY REFERENCES person(pk),
  hash {text} NOT NULL,
  set_at BIGINT NOT NULL
);
