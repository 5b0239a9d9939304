-- A migration of its own: a new value of an enum cannot be used in the transaction that adds it.
ALTER TYPE event_kind ADD VALUE 'participant_added';
ALTER TYPE event_kind ADD VALUE 'participant_removed';
