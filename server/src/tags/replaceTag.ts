import { planForValues, statement } from '../platform/database/statement.ts'
import { forWholeDesk } from '../platform/database/wholeDesk.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import { UserError } from '../platform/userError.ts'

/** With more tickets, the search follows in a job: indexing takes longer than everything else. */
const INDEXED_AT_ONCE = 500
/** How many tickets are changed in one transaction, for which live lists wait. */
const TICKETS_MAX = 10_000

const count = statement<{ n: number }>(`
  SELECT count(*)::int AS n FROM (SELECT FROM support_tickets WHERE tags @> ARRAY[$1::text] LIMIT ${TICKETS_MAX + 1}) x`)
const indexLater = statement(`SELECT set_config('parley.indexed_later', 'on', true)`)

// Without events: a new name of a tag is nothing that happened to the tickets, whose version and place in lists stay as they are. What triggers
// do for each ticket otherwise is done for all of them at once.
const tickets = statement(`
  WITH held AS MATERIALIZED (SELECT id FROM support_tickets WHERE tags @> ARRAY[$1::text] ORDER BY id FOR NO KEY UPDATE),
  changed AS (
    UPDATE support_tickets t SET tags = replace_tag(t.tags, $1, $2::text) FROM held h WHERE t.id = h.id RETURNING t.id),
  learned AS (
    UPDATE learned_tickets l SET tags = replace_tag(l.tags, $1, $2::text), changed = pg_current_xact_id() FROM changed c WHERE l.ticket_id = c.id),
  facts AS (
    UPDATE ticket_facts f SET tags = replace_tag(f.tags, $1, $2::text) FROM changed c WHERE f.ticket_id = c.id RETURNING f.at),
  stale AS (
    INSERT INTO stale_figures (at) SELECT DISTINCT date_bin('15 minutes', f.at, '2000-01-01Z') FROM facts f WHERE f.at < clock_timestamp() - interval '1 hour')
  SELECT publish_figures('{}') WHERE EXISTS (SELECT FROM facts)`)

const macros = statement(`
  UPDATE macros SET add_tags = replace_tag(add_tags, $1, $2::text), updated_at = now(),
    remove_tags = ARRAY(SELECT r.tag FROM unnest(replace_tag(remove_tags, $1, $2::text)) WITH ORDINALITY AS r (tag, n)
      WHERE r.tag <> ALL (replace_tag(add_tags, $1, $2::text)) ORDER BY r.n)
  WHERE $1 = ANY (add_tags || remove_tags)`)
// They would do nothing.
const emptyMacros = statement(`
  DELETE FROM macros WHERE $1 = ANY (add_tags || remove_tags) AND body !~ '\\S' AND num_nonnulls(status, priority, assign_to, team) = 0
    AND array_remove(add_tags || remove_tags, $1) = '{}'`)

const views = statement(
  `UPDATE saved_views SET filter = replace_tag_in(filter, 'tags', $1, $2::text) WHERE filter -> 'tags' ? $1`,
)
// They would show every ticket.
const emptyViews = statement(`
  DELETE FROM saved_views v WHERE filter -> 'tags' ? $1 AND replace_tag_in(filter, 'tags', $1, NULL) -> 'tags' = '[]'
    AND NOT EXISTS (SELECT FROM jsonb_each(v.filter - 'tags') AS f (key, value) WHERE f.value <> 'null')`)

const batches = statement(`
  UPDATE batch_jobs SET changes = replace_tag_in(replace_tag_in(changes, 'addTags', $1, $2::text), 'removeTags', $1, $2::text)
  WHERE changes -> 'addTags' ? $1 OR changes -> 'removeTags' ? $1`)
const batchItems = statement(`
  UPDATE batch_items SET before = replace_tag_in(before, 'tags', $1, $2::text), after = replace_tag_in(after, 'tags', $1, $2::text)
  WHERE before -> 'tags' ? $1 OR after -> 'tags' ? $1`)

/**
 * Replaces a tag by another one in everything that uses it, or removes it (null): tickets, macros, saved views, bulk changes that go on or can be
 * undone, suggestions and figures; for all people, and in tickets that the admin cannot see. Macros and views for which nothing would be left are
 * deleted. The caller holds the tags' lock.
 */
export async function replaceTag(tag: string, into: string | null): Promise<void> {
  await planForValues()
  await forWholeDesk(async () => {
    // In the order of decision 018.
    await batches.rows(tag, into)
    const { n } = (await count.first(tag))!
    if (n > TICKETS_MAX)
      throw new UserError(
        'VALIDATION',
        `More than ${TICKETS_MAX} tickets have this tag. Change it with a bulk edit, which runs in parts.`,
        ['input', 'tag'],
      )
    if (n > INDEXED_AT_ONCE) {
      await indexLater.rows()
      await addJob('reindex_search', { onlyTickets: true })
    }
    await tickets.rows(tag, into)
    if (into === null) {
      await emptyMacros.rows(tag)
      await emptyViews.rows(tag)
    }
    for (const each of [batchItems, macros, views]) await each.rows(tag, into)
  })
}
