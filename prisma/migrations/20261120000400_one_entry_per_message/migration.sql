-- A message enters the log once. Besides being so, it closes a way round: whoever joined a ticket late may see the messages
-- whose entry came after, and must not be able to write a later entry for an older message.
CREATE UNIQUE INDEX ticket_events_one_entry_per_message ON ticket_events (message_id) WHERE kind = 'message_added';
