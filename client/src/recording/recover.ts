import type { Client } from '@urql/core'
import {
  FreshAttachmentDocument,
  type FreshAttachmentQuery,
  type FreshAttachmentQueryVariables,
} from '../attachments/attachments.generated.ts'
import { viewerHeaders } from '../graphql/actingViewer.ts'
import { isDeclared } from '../lib/crossTab.ts'
import { joinChunks, keptRecordings, type KeptRecording } from './kept.ts'
import { recordingLock } from './recorder.ts'
import { closeCopy } from './serverCopy.ts'

/** The recordings for a draft that were cut off: no page is making or showing them any more. */
export const lostRecordings = async (viewerId: string, scope: string): Promise<KeptRecording[]> => {
  const lost: KeptRecording[] = []
  for (const kept of await keptRecordings(viewerId))
    if (kept.scope === scope && !(await isDeclared(recordingLock(kept.id)))) lost.push(kept)
  return lost
}

/** What there is of it: in this browser, or else at the desk. Undefined where nothing is left. */
export const recoverRecording = async (client: Client, kept: KeptRecording): Promise<Blob | undefined> => {
  const local = await joinChunks(kept.id, kept.mimeType)
  if (local.size > 0) return local
  return kept.copy?.attachmentId ? fetchCopy(client, kept.copy.url, kept.copy.attachmentId, kept.mimeType) : undefined
}

const fetchCopy = async (client: Client, url: string, id: string, mimeType: string): Promise<Blob | undefined> => {
  if ((await closeCopy(url).catch(() => 0)) === 0) return undefined
  const { data } = await client
    .query<FreshAttachmentQuery, FreshAttachmentQueryVariables>(
      FreshAttachmentDocument,
      { id },
      { requestPolicy: 'network-only' },
    )
    .toPromise()
  if (data?.node?.__typename !== 'Attachment') return undefined
  const answer = await fetch(data.node.url, { headers: viewerHeaders() })
  return answer.ok ? new Blob([await answer.blob()], { type: mimeType }) : undefined
}
