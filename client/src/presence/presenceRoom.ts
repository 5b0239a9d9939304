import type { Client } from '@urql/core'
import { onEnd, pipe, subscribe } from 'wonka'
import { useConnection } from '../graphql/connection.ts'
import { retryDelay } from '../graphql/socket.ts'
import { PresenceDocument, type PresenceSubscription } from './presence.generated.ts'

/** A user and their activity in the ticket. */
export type Present = PresenceSubscription['presence']

const NONE: readonly Present[] = []

/**
 * The presence of one ticket. Subscribing announces the viewer, so it is active only while the page
 * is visible. The state is cleared on disconnect: a new subscription delivers it again.
 */
export class PresenceRoom {
  readonly #client: Client
  readonly #ticketId: string
  readonly #listeners = new Set<() => void>()
  readonly #people = new Map<string, Present>()
  #stop: (() => void) | undefined
  #retry: ReturnType<typeof setTimeout> | undefined
  #ends = 0
  #shown = NONE

  constructor(client: Client, ticketId: string) {
    this.#client = client
    this.#ticketId = ticketId
  }

  getPeople = (): readonly Present[] => this.#shown

  /** Subscribes to the ticket's presence while there are listeners. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#open()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#close()
    }
  }

  #open(): void {
    document.addEventListener('visibilitychange', this.#followWhileVisible)
    this.#unwatch = useConnection.subscribe(({ state, reconnects }, before) => {
      if (state !== before.state || reconnects !== before.reconnects) this.#forget()
    })
    this.#followWhileVisible()
  }

  #unwatch = (): void => {}

  #close(): void {
    document.removeEventListener('visibilitychange', this.#followWhileVisible)
    this.#unwatch()
    this.#leave()
  }

  #followWhileVisible = (): void => {
    if (document.visibilityState === 'hidden') this.#leave()
    else if (!this.#stop) this.#follow()
  }

  #follow = (): void => {
    const running = pipe(
      this.#client.subscription<PresenceSubscription>(PresenceDocument, { ticketId: this.#ticketId }),
      onEnd(() => {
        // The server ended the subscription (a deploy): resubscribe.
        if (this.#stop) this.#retry = setTimeout(this.#follow, retryDelay(this.#ends++))
      }),
      subscribe(({ data }) => {
        if (!data) return
        this.#ends = 0
        this.#people.set(data.presence.user.id, data.presence)
        this.#show()
      }),
    )
    this.#stop = () => running.unsubscribe()
  }

  #leave(): void {
    const stop = this.#stop
    this.#stop = undefined
    clearTimeout(this.#retry)
    stop?.()
    this.#forget()
  }

  #forget(): void {
    if (this.#people.size === 0) return
    this.#people.clear()
    this.#show()
  }

  #show(): void {
    this.#shown = [...this.#people.values()].sort((a, b) => a.user.name.localeCompare(b.user.name))
    for (const listener of this.#listeners) listener()
  }
}
