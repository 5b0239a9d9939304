import { isUuid } from '../platform/database/identity.ts'
import { prisma } from '../platform/database/prisma.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedText } from '../platform/text.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canSignal, canWatch } from './policy.ts'
import { readShare } from './reads.ts'

/** The maximum length of a signal, in UTF-16 code units: an offer with many tracks has about 20,000. */
const SIGNAL_MAX = 64_000

const insert = statement('INSERT INTO screen_share_signals (share_id, from_id, to_id, signal) VALUES ($1, $2, $3, $4)')

/** Sends a signal to the other side of an active share: stored in order until it is read, and visible only to these two. */
export async function sendScreenShareSignal(
  viewer: Viewer,
  input: { screenShareId: string; toUserId: string; signal: string },
): Promise<void> {
  const signal = checkedText(input.signal, { field: 'signal', max: SIGNAL_MAX, verbatim: true })
  const share = await readShare(input.screenShareId)
  // Without permission the error is the same as for an unknown share.
  if (!share || !isUuid(input.toUserId) || !canSignal(viewer, share, input.toUserId))
    throw notFound('screen share', 'screenShareId')
  if (share.endedAt !== null) throw new UserError('CONFLICT', 'The screen is no longer shared.')
  const to = await prisma.user.findFirst({ where: { id: input.toUserId } })
  if (!to || (share.sharerId === viewer.id && !canWatch(to))) throw notFound('screen share', 'screenShareId')
  await insert.rows(share.id, viewer.id, to.id, signal)
}
