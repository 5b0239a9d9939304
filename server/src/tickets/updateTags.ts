import { appendEvent } from '../log/appendEvent.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { holdTags } from './holdTags.ts'
import { lockTicket } from './lockTicket.ts'
import { canTag } from './policy.ts'
import { checkedTags, checkTagCount, removedTags } from './tags.ts'

const update = statement('UPDATE support_tickets SET tags = $2 WHERE id = $1')

/** Adds and removes tags, independent of concurrent changes. Tags that are already set or absent change nothing. */
export async function updateTags(
  viewer: Viewer,
  input: { ticketId: string; add?: string[] | null; remove?: string[] | null },
): Promise<void> {
  const add = checkedTags(input.add ?? [], 'add')
  const remove = removedTags(input.remove ?? [], 'remove')
  await holdTags()
  const ticket = await lockTicket(input.ticketId)
  if (!canTag(viewer, ticket)) throw new UserError('FORBIDDEN', 'You cannot change the tags of this ticket.')
  const added = add.filter((tag) => !ticket.tags.includes(tag) && !remove.includes(tag))
  const removed = remove.filter((tag) => ticket.tags.includes(tag))
  if (added.length + removed.length === 0) return
  const tags = [...ticket.tags.filter((tag) => !removed.includes(tag)), ...added]
  checkTagCount(tags, 'add')
  await update.rows(ticket.id, tags)
  await appendEvent({ ticketId: ticket.id, kind: 'tags_changed', actorId: viewer.id, data: { added, removed } })
}
