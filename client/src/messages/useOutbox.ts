import type { Client } from '@urql/core'
import { useSyncExternalStore } from 'react'
import { useClient } from 'urql'
import { messageScope } from '../attachments/scope.ts'
import { uploadsOf } from '../attachments/useUploads.ts'
import { useConnection } from '../graphql/connection.ts'
import { onPossibleLoss } from '../graphql/liveSubscription.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { deliverOver } from './deliver.ts'
import { attachmentIdsOf, messageFiles } from './messageFiles.ts'
import { Outbox } from './outbox.ts'
import { openOutboxStore, type OutboxItem } from './outboxStore.ts'
import { resendMissing } from './resendMissing.ts'
import { openSentMessages } from './sentMessages.ts'

const opened = new WeakMap<Client, Map<string, Outbox>>()

/** The viewer's outbox on this page. */
const outboxOf = (client: Client, viewerId: string): Outbox => {
  const ofClient = opened.get(client) ?? new Map<string, Outbox>()
  opened.set(client, ofClient)
  const known = ofClient.get(viewerId)
  if (known) return known
  // One user at a time sends from this page.
  for (const [otherId, other] of ofClient) {
    other.stop()
    ofClient.delete(otherId)
  }
  const uploads = uploadsOf(viewerId)
  const deliver = deliverOver(client, (item) => attachmentIdsOf(uploads, item))
  const outbox = new Outbox(viewerId, openOutboxStore(), deliver, messageFiles(uploads), openSentMessages())
  ofClient.set(viewerId, outbox)
  void uploads.start().then(async () => {
    await outbox.start()
    uploads.keepOnly(new Set(outbox.clientIds().map(messageScope)))
  })
  uploads.subscribe(outbox.filesChanged)
  wakeWithTheNetwork(outbox)
  repairAfterLoss(client, outbox)
  return outbox
}

const wakeWithTheNetwork = (outbox: Outbox): void => {
  window.addEventListener('online', outbox.wake)
  useConnection.subscribe((now, before) => {
    if (now.state === 'online' && before.state !== 'online') outbox.wake()
  })
}

/** How long to wait before asking again for what is missing, in milliseconds. */
const ASK_AGAIN_MS = 5_000

const repairAfterLoss = (client: Client, outbox: Outbox): void => {
  let running = false
  let again = false
  const repair = async (): Promise<void> => {
    again = true
    if (running) return
    running = true
    while (again && !outbox.stopped.aborted) {
      again = false
      await resendMissing(client, outbox).catch(async () => {
        again = true
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
      })
    }
    running = false
  }
  outbox.stopped.addEventListener(
    'abort',
    onPossibleLoss(() => void repair()),
  )
}

/** The viewer's outbox. */
export const useOutbox = (): Outbox => outboxOf(useClient(), useViewer().viewer.id)

/** One ticket's messages that have not come back in its log yet, in order. */
export const useOutboxItems = (ticketId: string): readonly OutboxItem[] => {
  const outbox = useOutbox()
  return useSyncExternalStore(outbox.subscribe, () => outbox.itemsOf(ticketId))
}

/** How many of the viewer's messages are not with the server: "Offline. 2 messages will send." */
export const useUnsentCount = (): number => {
  const outbox = useOutbox()
  return useSyncExternalStore(outbox.subscribe, outbox.countUnsent)
}
