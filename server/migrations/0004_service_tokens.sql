-- Tokens of programs, which no person stands behind: each opens the routes of its scope, for a company of desk people, until it
-- expires or is revoked. Only hashes are stored; an ended token stays, so that the list tells of it.
CREATE TABLE service_token (
  pk {key},
  name {text} NOT NULL,
  token_hash {bytes} NOT NULL UNIQUE,
  scope {text} NOT NULL,
  company BIGINT NOT NULL REFERENCES company(pk),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE UNIQUE INDEX service_token_name ON service_token(name) WHERE revoked_at IS NULL;
