import { isVisible } from '../lib/visible.ts'
import { MODES, type Mode } from '../lib/writingModes.ts'

/** What a draft belongs to: a new message in a ticket, the message that it quotes, or the edit of a message. */
type Slot = Mode | `${Mode}Quote` | 'edit'

/** Drafts are saved this long after the first unsaved key. */
const SAVE_WITHIN_MS = 250

const prefixOf = (viewerId: string) => `parley.draft.${viewerId}.`

/**
 * One person's unsent texts, per ticket and audience, and per message that is being changed. In localStorage rather than
 * IndexedDB, because it can be written while the page is being closed and read before the first paint.
 */
export class Drafts {
  readonly #prefix: string
  readonly #texts = new Map<string, string>()
  readonly #unsaved = new Set<string>()
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(viewerId: string) {
    this.#prefix = prefixOf(viewerId)
    this.#load()
    window.addEventListener('pagehide', this.save)
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.save())
    window.addEventListener('storage', (event) => this.#followOtherTab(event))
  }

  get = (id: string, slot: Slot): string => this.#texts.get(keyOf(id, slot)) ?? ''

  /** Whether a ticket has an unsent draft. */
  has = (ticketId: string): boolean => MODES.some((mode) => isVisible(this.get(ticketId, mode)))

  /** The messages that were being changed. */
  edited = (): string[] =>
    [...this.#texts.keys()]
      .filter((key) => key.endsWith(keyOf('', 'edit')))
      .map((key) => key.slice(0, key.lastIndexOf('.')))

  set(id: string, slot: Slot, text: string): void {
    const key = keyOf(id, slot)
    if (text) this.#texts.set(key, text)
    else this.#texts.delete(key)
    this.#unsaved.add(key)
    // From the first key, not from the last: fast typing must not postpone saving.
    this.#timer ??= setTimeout(this.save, SAVE_WITHIN_MS)
    this.#notify()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Saves pending changes. */
  save = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    for (const key of this.#unsaved) {
      const text = this.#texts.get(key)
      try {
        if (text) localStorage.setItem(this.#prefix + key, text)
        else localStorage.removeItem(this.#prefix + key)
      } catch {
        // Storage is unavailable: the draft lasts as long as the page.
      }
    }
    this.#unsaved.clear()
  }

  #load(): void {
    try {
      for (let i = 0; i < localStorage.length; i++) {
        const name = localStorage.key(i)!
        if (name.startsWith(this.#prefix)) this.#texts.set(name.slice(this.#prefix.length), localStorage.getItem(name)!)
      }
    } catch {
      // Storage is unavailable.
    }
  }

  #followOtherTab({ key: name, newValue }: StorageEvent): void {
    if (!name?.startsWith(this.#prefix)) return
    const key = name.slice(this.#prefix.length)
    // The text typed here is newer than what another tab has saved.
    if (this.#unsaved.has(key)) return
    if (newValue) this.#texts.set(key, newValue)
    else this.#texts.delete(key)
    this.#notify()
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}

const keyOf = (id: string, slot: Slot) => `${id}.${slot}`
