import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { NotesKeeper, type NotesNow, type SaveAnswer, type UnsavedNotes } from './notesKeeper.ts'

/** Notes as Daniel has left them. */
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
  return { server, kept, keeper: new NotesKeeper(byDaniel(notes, 7), send, store) }
}
const pause = () => jest.advanceTimersByTimeAsync(1_000)

describe('private notes', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  it('save themselves in a pause of typing, though somebody has changed them and changed them back', async () => {
    const { server, kept, keeper } = setUp()
    keeper.type('Calls')
    keeper.type('Calls at noon')
    expect([server.sent, kept.unsaved?.text]).toEqual([0, 'Calls at noon'])
    await pause()
    server.version += 3
    keeper.type('Calls at noon.')
    await pause()
    expect([server.notes, keeper.state.status, kept.unsaved]).toEqual(['Calls at noon.', 'saved', null])
  })

  it('take in what others write while one does not', () => {
    const { keeper } = setUp('old')
    keeper.heard(byDaniel('new', 8))
    expect(keeper.state.text).toBe('new')
  })

  it('are not set back by what was read before the last save', async () => {
    const { keeper, server } = setUp('old')
    keeper.type('new')
    await pause()
    keeper.heard(byDaniel('old', 7))
    expect(keeper.state).toMatchObject({ text: 'new', status: 'saved' })
    keeper.type('newer')
    await pause()
    expect([server.notes, server.sent]).toEqual(['newer', 2])
  })

  it('are not taken for a conflict when one’s own save comes back while one goes on typing', async () => {
    const { keeper, server } = setUp()
    keeper.type('one')
    keeper.flush()
    keeper.type('one two')
    keeper.heard(byDaniel('one', 8))
    expect(keeper.state).toMatchObject({ text: 'one two', theirs: null })
    await pause()
    expect(server.notes).toBe('one two')
  })

  it.each([
    ['keepMine', 'mine'],
    ['takeTheirs', 'theirs'],
    ['keepBoth', 'theirs\n\nmine'],
  ] as const)('keep both texts when somebody else wrote: %s', async (choice, expected) => {
    const { server, keeper } = setUp('before')
    keeper.type('mine')
    Object.assign(server, { notes: 'theirs', version: 9 })
    await pause()
    expect(keeper.state).toMatchObject({ text: 'mine', theirs: { text: 'theirs', editedBy: 'Daniel' } })
    expect(server.notes).toBe('theirs')
    keeper[choice]()
    await pause()
    expect([server.notes, keeper.state.text, keeper.state.theirs]).toEqual([expected, expected, null])
  })

  it('stay on the device while the server cannot be reached, and are saved on the next visit', async () => {
    const first = setUp('a')
    first.server.isDown = true
    first.keeper.type('a b')
    await pause()
    expect(first.keeper.state.status).toBe('failed')
    const { server } = setUp('a', first.kept.unsaved)
    await pause()
    expect(server.notes).toBe('a b')
    const changed = setUp('c', first.kept.unsaved)
    expect(changed.keeper.state).toMatchObject({ text: 'a b', theirs: { text: 'c' } })
  })
})
