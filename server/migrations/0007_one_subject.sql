-- An issuer calls a person by one subject only: two first calls at the same moment cannot bind two. Of two that were bound, the
-- first stays.
DELETE FROM identity WHERE EXISTS (
  SELECT 1 FROM identity earlier
  WHERE earlier.issuer = identity.issuer AND earlier.person = identity.person
    AND (earlier.created_at, earlier.subject) < (identity.created_at, identity.subject)
);
CREATE UNIQUE INDEX identity_issuer_person ON identity(issuer, person);
