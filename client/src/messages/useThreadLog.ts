import type { Client } from '@urql/core'
import { useEffect, useSyncExternalStore } from 'react'
import { useClient } from 'urql'
import { isStaff } from '../lib/roles.ts'
import type { ViewedSide } from '../tickets/viewAs.ts'
import { useViewer, type Viewer } from '../viewer/useViewer.ts'
import { ThreadLog, type LogState } from './threadLog.ts'

/** How many logs are cached: reopening one shows it at once and catches up from its cursor. */
const KEPT = 20

const opened = new WeakMap<Client, Map<string, ThreadLog>>()

const logOf = (client: Client, viewer: Viewer, ticketId: string, as: ViewedSide | null): ThreadLog => {
  const logs = opened.get(client) ?? new Map<string, ThreadLog>()
  opened.set(client, logs)
  // Another user of this browser must not see the previous user's logs.
  const key = `${viewer.id} ${ticketId} ${as ?? ''}`
  const log = logs.get(key) ?? new ThreadLog(client, ticketId, as, !isStaff(viewer.role))
  logs.delete(key)
  logs.set(key, log)
  if (logs.size > KEPT) logs.delete(logs.keys().next().value!)
  return log
}

/** Forgets what was loaded of a ticket whose messages could not be read, so that claiming it loads them. */
export const useForgetLog = (ticketId: string, isUnreadable: boolean): void => {
  const client = useClient()
  const viewerId = useViewer().viewer.id
  useEffect(() => {
    if (isUnreadable) opened.get(client)?.delete(`${viewerId} ${ticketId} `)
  }, [client, viewerId, ticketId, isUnreadable])
}

/** A ticket's log, live while mounted; for staff also as one of its sides sees it. */
export const useThreadLog = (ticketId: string, as: ViewedSide | null = null): { log: ThreadLog; state: LogState } => {
  const log = logOf(useClient(), useViewer().viewer, ticketId, as)
  const state = useSyncExternalStore(log.subscribe, log.getState)
  return { log, state }
}
