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
import { addFiles, checkFiles, type Limits, type Refusal } from './intake.ts'
import { useUploads } from './useUploads.ts'

/** The limits are fetched each time, because today's usage changes; a slow response is not awaited. */
const TIMEOUT_MS = 10_000

const NONE: readonly Refusal[] = []
const useRefusalStore = create<Record<string, readonly Refusal[]>>(() => ({}))
let known: Limits | undefined

/** The upload limits, if the server responds in time. */
const limitsNow = async (client: Client): Promise<Limits | undefined> => {
  const asked = client
    .query<AttachmentLimitsQuery, AttachmentLimitsQueryVariables>(
      AttachmentLimitsDocument,
      {},
      { requestPolicy: 'network-only' },
    )
    .toPromise()
    .then(({ data }) => (known = data?.attachmentLimits ?? known))
  const late = new Promise<Limits | undefined>((resolve) => setTimeout(() => resolve(known), TIMEOUT_MS))
  return Promise.race([asked, late])
}

/** Adds files to a draft; rejected files are listed with the reason before anything is sent. */
export const useIntake = (scope: string): ((given: Pick<Transfer, 'files' | 'folders'>) => Promise<void>) => {
  const client = useClient()
  const uploads = useUploads()
  return useCallback(
    async ({ files, folders }) => {
      if (files.length === 0 && folders.length === 0) return
      const isFolder = folders.map((fileName): Refusal => ({ reason: 'folder', fileName }))
      // Listed at once, with the limits known so far, so that sending right away includes them.
      const already = uploads.itemsOf(scope).length
      const asked = limitsNow(client)
      const first = checkFiles(files, already, known)
      const added = addFiles(uploads, scope, first.taken, asked)
      const refused = [...isFolder, ...first.refusals]
      useRefusalStore.setState({ [scope]: refused })
      const { taken, refusals } = checkFiles(first.taken, already, await asked)
      for (const [index, { id }] of added.entries())
        if (!taken.includes(first.taken[index]!) && uploads.find(id)?.scope === scope) void uploads.remove(id)
      if (refusals.length > 0) useRefusalStore.setState({ [scope]: [...refused, ...refusals] })
    },
    [client, uploads, scope],
  )
}

/** The rejected files of a draft, until the user dismisses them. */
export const useRefusals = (scope: string): [refusals: readonly Refusal[], dismiss: () => void] => {
  const refusals = useRefusalStore((all) => all[scope] ?? NONE)
  return [refusals, () => useRefusalStore.setState({ [scope]: NONE })]
}
