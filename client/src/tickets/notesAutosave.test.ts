import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { NotesAutosave, type NotesNow, type SaveAnswer, type UnsavedNotes } from './notesAutosave.ts'

/** The notes as Daniel saved them. */
const byDaniel = (text: string, version: number): NotesNow => ({
  text,
  version,
  editedBy: 'Daniel',
  editedAt: '2026-11-28T10:00:00Z',
})

/** A server with the notes of one ticket and their version. */
const setUp = (notes = '', unsaved: UnsavedNotes | null = null) => {
  const server = { notes, version: 7, isDown: false, sent: 0 }
  const kept = { unsaved }
  const send = async (text: string, expected: number): Promise<SaveAnswer> => {
    server.sent += 1
    await Promise.resolve()
    if (server.isDown) return { outcome: 'unreachable' }
    const isConflict = expected !== server.version
    if (!isConflict) Object.assign(server, { notes: text, version: server.version + 1 })
    return { outcome: isConflict ? 'conflict' : 'saved', now: byDaniel(server.notes, server.version) }
  }
  const store = { read: () => kept.unsaved, write: (now: UnsavedNotes | null) => void (kept.unsaved = now) }
  return { server, kept, autosave: new NotesAutosave(byDaniel(notes, 7), send, store) }
}
const pause = () => jest.advanceTimersByTimeAsync(1_000)

describe('private notes', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  it('are saved when typing pauses, even if they were changed and changed back by others', async () => {
    const { server, kept, autosave } = setUp()
    autosave.type('Calls')
    autosave.type('Calls at noon')
    expect([server.sent, kept.unsaved?.text]).toEqual([0, 'Calls at noon'])
    await pause()
    server.version += 3
    autosave.type('Calls at noon.')
    await pause()
    expect([server.notes, autosave.state.status, kept.unsaved]).toEqual(['Calls at noon.', 'saved', null])
  })

  it('show what others write while the viewer does not', () => {
    const { autosave } = setUp('old')
    autosave.receive(byDaniel('new', 8))
    expect(autosave.state.text).toBe('new')
  })

  it('are not reverted by a version older than the last save', async () => {
    const { autosave, server } = setUp('old')
    autosave.type('new')
    await pause()
    autosave.receive(byDaniel('old', 7))
    expect(autosave.state).toMatchObject({ text: 'new', status: 'saved' })
    autosave.type('newer')
    await pause()
    expect([server.notes, server.sent]).toEqual(['newer', 2])
  })

  it('do not conflict with the viewer’s own save that returns while typing', async () => {
    const { autosave, server } = setUp()
    autosave.type('one')
    autosave.flush()
    autosave.type('one two')
    autosave.receive(byDaniel('one', 8))
    expect(autosave.state).toMatchObject({ text: 'one two', theirs: null })
    await pause()
    expect(server.notes).toBe('one two')
  })

  it.each([
    ['keepMine', 'mine'],
    ['takeTheirs', 'theirs'],
    ['keepBoth', 'theirs\n\nmine'],
  ] as const)('keep both texts if another user wrote: %s', async (choice, expected) => {
    const { server, autosave } = setUp('before')
    autosave.type('mine')
    Object.assign(server, { notes: 'theirs', version: 9 })
    await pause()
    expect(autosave.state).toMatchObject({ text: 'mine', theirs: { text: 'theirs', editedBy: 'Daniel' } })
    expect(server.notes).toBe('theirs')
    autosave[choice]()
    await pause()
    expect([server.notes, autosave.state.text, autosave.state.theirs]).toEqual([expected, expected, null])
  })

  it('stay on the device while the server cannot be reached, and are saved on the next visit', async () => {
    const first = setUp('a')
    first.server.isDown = true
    first.autosave.type('a b')
    await pause()
    expect(first.autosave.state.status).toBe('failed')
    const { server } = setUp('a', first.kept.unsaved)
    await pause()
    expect(server.notes).toBe('a b')
    const changed = setUp('c', first.kept.unsaved)
    expect(changed.autosave.state).toMatchObject({ text: 'a b', theirs: { text: 'c' } })
  })
})
