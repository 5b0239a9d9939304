const KIND = 'status, waiting_on, is_unassigned, is_escalated'

/** The kept counts add up to the tickets that there are, those of kinds and tags without confidential ones; SQL that finds violations, as in logInvariants.ts. */
export const COUNT_CHECKS: Record<string, string> = {
  'the kept counts are not those of the tickets': `
    SELECT NULL AS ticket, format('%s: %s', (${KIND}), sum(n)) AS what FROM (
      SELECT ${KIND}, tickets AS n FROM ticket_counts
      UNION ALL SELECT status, waiting_on, assignee_id IS NULL AND is_for_staff(addressed_to, escalated_at), escalated_at IS NOT NULL, -1
        FROM support_tickets WHERE NOT confidential) c
    WHERE EXISTS (SELECT FROM ticket_counts WHERE without_confidential)
    GROUP BY ${KIND} HAVING sum(n) <> 0`,

  'the kept counts of tags are not those of the tickets': `
    SELECT NULL AS ticket, format('%s: %s', tag, sum(n)) AS what FROM (
      SELECT tag, tickets AS n FROM tag_counts UNION ALL SELECT tag, -1 FROM support_tickets, unnest(tags) AS tag WHERE NOT confidential) c
    WHERE EXISTS (SELECT FROM ticket_counts WHERE without_confidential)
    GROUP BY tag HAVING sum(n) <> 0`,

  'the kept counts of assignees are not those of the tickets': `
    SELECT NULL AS ticket, format('%s: %s', assignee_id, sum(n)) AS what FROM (
      SELECT assignee_id, tickets AS n FROM assignee_counts WHERE assignee_id IS NOT NULL
      UNION ALL SELECT assignee_id, -1 FROM support_tickets WHERE assignee_id IS NOT NULL) c
    WHERE EXISTS (SELECT FROM assignee_counts WHERE is_sum)
    GROUP BY assignee_id HAVING sum(n) <> 0`,
}
