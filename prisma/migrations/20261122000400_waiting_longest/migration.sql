-- What waits longest for an answer of staff comes first in their queue (server/src/tickets/reads.ts). Only what waits is in it.
CREATE INDEX "support_tickets_waiting_longest" ON "support_tickets"
  ((CASE WHEN waiting_on = 'staff' THEN waiting_since ELSE 'infinity' END), "id") WHERE waiting_on = 'staff';
