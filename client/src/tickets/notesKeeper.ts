/** What the server says to a save. `now` is how notes and version stand, read together. */
export type SaveAnswer = {
  outcome: 'saved' | 'conflict' | 'refused' | 'unreachable'
  now?: { notes: string; version: number }
  problem?: string
}
type Send = (notes: string, expectedVersion: number) => Promise<SaveAnswer>

/** What is kept on this device while it is not on the server. */
export type UnsavedNotes = { text: string; base: string }
type Store = { read: () => UnsavedNotes | null; write: (unsaved: UnsavedNotes | null) => void }

export type NotesState = {
  text: string
  status: 'idle' | 'waiting' | 'saving' | 'saved' | 'failed'
  problem?: string
  /** What somebody else wrote meanwhile: the person has to choose. */
  theirs: string | null
}

/** Long enough for a pause in typing. */
const SAVE_AFTER_MS = 800
/** A busy ticket changes between the answer and the next attempt; for ever it does not. */
const ATTEMPTS = 6
/** No ticket has it, so the first save learns notes and version together: lists bring newer versions without the notes. */
const UNKNOWN_VERSION = 0

/**
 * Private notes that save themselves. Text that is not on the server yet is never overwritten: where somebody else wrote
 * meanwhile, both texts are kept until the person chooses.
 */
export class NotesKeeper {
  state: NotesState
  /** The server's text that ours grew from. */
  private base: string
  private version = UNKNOWN_VERSION
  private inFlight: string | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly listeners = new Set<() => void>()

  constructor(
    notes: string,
    private readonly send: Send,
    private readonly store: Store,
  ) {
    const unsaved = store.read()
    this.base = unsaved?.base ?? notes
    this.state = { text: unsaved?.text ?? notes, status: 'idle', theirs: null }
    if (unsaved) this.heard(notes)
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

  /** What the server has now, told live. */
  heard = (notes: string): void => {
    if (notes === this.base || notes === this.inFlight) return
    if (!this.isDirty || notes === this.state.text) return this.adopt(notes)
    clearTimeout(this.timer)
    this.change({ theirs: notes, status: 'idle' })
  }

  /** Saves at once what waits: the field is left, or the page. */
  flush = (): void => void this.save()

  keepMine = (): void => this.choose(this.state.text)
  takeTheirs = (): void => this.choose(this.state.theirs ?? this.state.text)
  keepBoth = (): void => this.choose([this.state.theirs, this.state.text].filter(Boolean).join('\n\n'))

  private get isDirty(): boolean {
    return this.state.text !== this.base
  }

  private choose(text: string): void {
    this.base = this.state.theirs ?? this.base
    this.change({ text, theirs: null, status: 'waiting' })
    void this.save()
  }

  private adopt(notes: string): void {
    this.base = notes
    this.change({ text: notes, status: 'idle', theirs: null })
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
    if (now) this.version = now.version

    if (outcome === 'saved') {
      this.base = text
      this.change({ status: this.isDirty ? 'waiting' : 'saved' })
      if (this.isDirty) this.saveSoon()
      return
    }
    if (outcome !== 'conflict' || !now) return this.change({ status: 'failed', problem })
    // Only the ticket has changed, or somebody wrote the very same.
    if (now.notes === this.base && attempt < ATTEMPTS) return this.save(attempt + 1)
    if (now.notes === this.base) return this.change({ status: 'failed', problem })
    this.heard(now.notes)
  }

  private change(change: Partial<NotesState>): void {
    this.state = { ...this.state, ...change }
    this.store.write(this.isDirty ? { text: this.state.text, base: this.base } : null)
    for (const listener of this.listeners) listener()
  }
}
