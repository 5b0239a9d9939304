import type { Client } from '@urql/core'
import { useSyncExternalStore } from 'react'
import { useClient } from 'urql'
import { useViewer } from '../viewer/useViewer.ts'
import { PresenceRoom, type Present } from './presenceRoom.ts'

const opened = new WeakMap<Client, Map<string, PresenceRoom>>()

/** The last room of a page is kept, so that the panels of one ticket share it. */
const roomOf = (client: Client, key: string, ticketId: string): PresenceRoom => {
  const rooms = opened.get(client) ?? new Map<string, PresenceRoom>()
  opened.set(client, rooms)
  const room = rooms.get(key) ?? new PresenceRoom(client, ticketId)
  rooms.delete(key)
  rooms.set(key, room)
  if (rooms.size > 4) rooms.delete(rooms.keys().next().value!)
  return room
}

/** Who else is here in a ticket, live; by name. */
export const usePresence = (ticketId: string): readonly Present[] => {
  const { viewer } = useViewer()
  const room = roomOf(useClient(), `${viewer.id} ${ticketId}`, ticketId)
  const people = useSyncExternalStore(room.subscribe, room.getPeople)
  return people.filter(({ user }) => user.id !== viewer.id)
}
