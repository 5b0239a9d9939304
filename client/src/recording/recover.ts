import type { Client } from '@urql/core'
import {
  FreshAttachmentDocument,
  type FreshAttachmentQuery,
  type FreshAttachmentQueryVariables,
} from '../attachments/attachments.generated.ts'
import { viewerHeaders } from '../graphql/actingViewer.ts'
import { isDeclared } from '../lib/crossTab.ts'
import { joinChunks, storedRecordings, type StoredRecording } from './storedRecordings.ts'
import { recordingLock } from './recorder.ts'
import { closeCopy } from './serverCopy.ts'

/** The interrupted recordings of a draft: no page is recording or reviewing them. */
export const lostRecordings = async (viewerId: string, scope: string): Promise<StoredRecording[]> => {
  const lost: StoredRecording[] = []
  for (const kept of await storedRecordings(viewerId))
    if (kept.scope === scope && !(await isDeclared(recordingLock(kept.id)))) lost.push(kept)
  return lost
}

/** The recorded data, from this browser or else from the server. Undefined if nothing is left. */
export const recoverRecording = async (client: Client, kept: StoredRecording): Promise<Blob | undefined> => {
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
