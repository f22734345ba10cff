-- Closed requests, what was decided last first: of one company and of all. Searching their words goes through them in this
-- order, part by part.
CREATE INDEX support_request_closed ON support_request(company, closed_at, pk);
CREATE INDEX support_request_closed_all ON support_request(closed_at, pk);
