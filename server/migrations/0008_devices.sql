-- Browsers in which an account's password was shown: their tries are counted apart from everybody's, so that strangers cannot use
-- them up. "shown" is a fingerprint of the password's hash: with another password the browser is a stranger's again.
CREATE TABLE device (
  token_hash {bytes} PRIMARY KEY,
  person BIGINT NOT NULL REFERENCES person(pk),
  shown {bytes} NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX device_person ON device(person);
