/** The notes as the server has them. */
export type NotesNow = { text: string; version: number; editedBy: string | null; editedAt: string | null }
/** The server's response to a save; `now` is the notes after it. */
export type SaveAnswer = {
  outcome: 'saved' | 'conflict' | 'refused' | 'unreachable'
  now?: NotesNow
  problem?: string
}
type Send = (notes: string, expectedNotesVersion: number) => Promise<SaveAnswer>

/** Unsaved text, stored on this device. */
export type UnsavedNotes = { text: string; base: string }
type Store = { read: () => UnsavedNotes | null; write: (unsaved: UnsavedNotes | null) => void }

export type NotesState = {
  text: string
  status: 'idle' | 'waiting' | 'saving' | 'saved' | 'failed'
  problem?: string
  /** A conflicting version by someone else: the user has to choose. */
  theirs: NotesNow | null
}

/** Long enough for a pause in typing. */
const SAVE_AFTER_MS = 800
/** The notes may have been changed and changed back between the answer and the next attempt. */
const ATTEMPTS = 3

/**
 * Autosave for the private notes. Unsaved text is never overwritten: if someone else wrote
 * in the meantime, both texts are kept until the user chooses.
 */
export class NotesAutosave {
  state: NotesState
  /** The server's version that our text is based on. */
  private base: string
  private version: number
  private inFlight: string | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly listeners = new Set<() => void>()

  constructor(
    now: NotesNow,
    private readonly send: Send,
    private readonly store: Store,
  ) {
    const unsaved = store.read()
    this.base = unsaved?.base ?? now.text
    this.version = now.version
    this.state = { text: unsaved?.text ?? now.text, status: 'idle', theirs: null }
    if (unsaved) this.receive(now)
    if (unsaved && this.isDirty) this.saveSoon()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  getState = (): NotesState => this.state

  type = (text: string): void => {
    this.change({ text, status: 'waiting', problem: undefined })
    this.saveSoon()
  }

  /** Receives the server's current version from the live feed. */
  receive = (now: NotesNow): void => {
    if (now.version < this.version || now.text === this.inFlight) return
    if (now.text === this.base) return void (this.version = now.version)
    if (!this.isDirty || now.text === this.state.text) return this.adopt(now)
    clearTimeout(this.timer)
    this.change({ theirs: now, status: 'idle' })
  }

  /** Saves pending changes at once: on blur, or when the page is left. */
  flush = (): void => void this.save()

  keepMine = (): void => this.choose(this.state.text)
  takeTheirs = (): void => this.choose(this.state.theirs?.text ?? this.state.text)
  keepBoth = (): void => this.choose([this.state.theirs?.text, this.state.text].filter(Boolean).join('\n\n'))

  private get isDirty(): boolean {
    return this.state.text !== this.base
  }

  private choose(text: string): void {
    this.base = this.state.theirs?.text ?? this.base
    this.version = this.state.theirs?.version ?? this.version
    this.change({ text, theirs: null, status: 'waiting' })
    void this.save()
  }

  private adopt(now: NotesNow): void {
    this.base = now.text
    this.version = now.version
    this.change({ text: now.text, status: 'idle', theirs: null })
  }

  private saveSoon(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(this.flush, SAVE_AFTER_MS)
  }

  private async save(attempt = 1): Promise<void> {
    clearTimeout(this.timer)
    if (this.inFlight !== null || this.state.theirs !== null) return
    if (!this.isDirty) return this.change({ status: this.state.status === 'waiting' ? 'saved' : this.state.status })
    const { text } = this.state
    this.inFlight = text
    this.change({ status: 'saving', problem: undefined })
    const { outcome, now, problem } = await this.send(text, this.version)
    this.inFlight = null

    if (outcome === 'saved') {
      this.base = text
      this.version = Math.max(this.version, now?.version ?? 0)
      this.change({ status: this.isDirty ? 'waiting' : 'saved' })
      if (this.isDirty) this.saveSoon()
      return
    }
    if (outcome !== 'conflict' || !now) return this.change({ status: 'failed', problem })
    // Someone has changed the notes and changed them back.
    if (now.text === this.base) this.version = now.version
    if (now.text === this.base && attempt < ATTEMPTS) return this.save(attempt + 1)
    if (now.text === this.base) return this.change({ status: 'failed', problem })
    this.receive(now)
  }

  private change(change: Partial<NotesState>): void {
    this.state = { ...this.state, ...change }
    this.store.write(this.isDirty ? { text: this.state.text, base: this.base } : null)
    for (const listener of this.listeners) listener()
  }
}
