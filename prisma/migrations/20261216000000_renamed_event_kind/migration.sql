-- Staff rename a ticket.
ALTER TYPE "event_kind" ADD VALUE 'renamed';
