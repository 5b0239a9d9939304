import type { Client } from '@urql/core'
import { useCallback } from 'react'
import { useClient } from 'urql'
import { create } from 'zustand'
import {
  AttachmentLimitsDocument,
  type AttachmentLimitsQuery,
  type AttachmentLimitsQueryVariables,
} from './attachments.generated.ts'
import type { Transfer } from './clipboard.ts'
import { addFiles, sift, type Limits, type Refusal } from './intake.ts'
import { useUploads } from './useUploads.ts'

/** The limits are asked for each time, because today's use changes; who cannot be asked soon is not waited for. */
const PATIENCE_MS = 10_000

const NONE: readonly Refusal[] = []
const useRefusalStore = create<Record<string, readonly Refusal[]>>(() => ({}))
let known: Limits | undefined

/** What the desk takes, as far as it can be known now. */
const limitsNow = async (client: Client): Promise<Limits | undefined> => {
  const asked = client
    .query<AttachmentLimitsQuery, AttachmentLimitsQueryVariables>(
      AttachmentLimitsDocument,
      {},
      { requestPolicy: 'network-only' },
    )
    .toPromise()
    .then(({ data }) => (known = data?.attachmentLimits ?? known))
  const late = new Promise<Limits | undefined>((resolve) => setTimeout(() => resolve(known), PATIENCE_MS))
  return Promise.race([asked, late])
}

/** Takes files into a draft; those that cannot go are named with the reason, before anything is sent. */
export const useIntake = (scope: string): ((given: Pick<Transfer, 'files' | 'folders'>) => Promise<void>) => {
  const client = useClient()
  const uploads = useUploads()
  return useCallback(
    async ({ files, folders }) => {
      if (files.length === 0 && folders.length === 0) return
      const isFolder = folders.map((fileName): Refusal => ({ reason: 'folder', fileName }))
      // Listed at once, with the limits known so far: who sends in the next moment sends them along.
      const already = uploads.itemsOf(scope).length
      const asked = limitsNow(client)
      const first = sift(files, already, known)
      const added = addFiles(uploads, scope, first.taken, asked)
      const refused = [...isFolder, ...first.refusals]
      useRefusalStore.setState({ [scope]: refused })
      const { taken, refusals } = sift(first.taken, already, await asked)
      for (const [index, { id }] of added.entries())
        if (!taken.includes(first.taken[index]!) && uploads.find(id)?.scope === scope) void uploads.remove(id)
      if (refusals.length > 0) useRefusalStore.setState({ [scope]: [...refused, ...refusals] })
    },
    [client, uploads, scope],
  )
}

/** The files that were not taken into a draft, until the person has seen it. */
export const useRefusals = (scope: string): [refusals: readonly Refusal[], dismiss: () => void] => {
  const refusals = useRefusalStore((all) => all[scope] ?? NONE)
  return [refusals, () => useRefusalStore.setState({ [scope]: NONE })]
}
