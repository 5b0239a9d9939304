-- Buyers cannot set tags when they open a ticket, as they cannot later (guard_requester_update).
ALTER POLICY requester_create ON support_tickets WITH CHECK (
  requester_id = (SELECT viewer_id()) AND requester_role::text = (SELECT viewer_role())
  AND status = 'open' AND assignee_id IS NULL
  AND (tags = '{}' OR (SELECT is_seller()))
  AND (seller_id IS NULL OR EXISTS (SELECT 1 FROM sellers s WHERE s.id = seller_id AND s.owner_id = (SELECT viewer_id()))));
