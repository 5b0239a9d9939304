import type { ThreadSource } from './sources.ts'
import type { Entry } from './threadLog.ts'

/** Lines of one person closer together than this are of one moment. */
const MOMENT_MS = 5 * 60_000
/** So many lines are shown one by one. */
const MOST_SHOWN = 4

type Fact = Extract<ThreadSource, { kind: 'fact' }>

/** What a buyer need not know of how the desk works: who has it, how urgent it is, how it is sorted. */
const INTERNAL = new Set<Entry['__typename']>(['AssignmentEntry', 'PriorityEntry', 'TagsEntry'])

/** Whether a line concerns the customer. */
export const concernsBuyer = ({ __typename }: Entry): boolean => !INTERNAL.has(__typename)

/** Lines with more below them, and the steps of a dispute, stand alone. */
const ALONE = new Set<Entry['__typename']>(['SessionEntry', 'RatingEntry', 'CaseEntry', 'EmergencyAccessEntry'])

/**
 * Puts the lines of one person and moment into one row, all but the newest, if there are many of them: twenty tags are one
 * line and the last one.
 */
export const fold = (sources: readonly ThreadSource[]): ThreadSource[] => {
  const rows: ThreadSource[] = []
  let run: Fact[] = []
  const endRun = () => {
    if (run.length <= MOST_SHOWN) rows.push(...run)
    else rows.push(foldedOf(run.slice(0, -1)), run.at(-1)!)
    run = []
  }
  for (const source of sources) {
    if (source.kind === 'fact' && run.length > 0 && !isOfOneMoment(run.at(-1)!, source)) endRun()
    if (source.kind === 'fact') run.push(source)
    else {
      endRun()
      rows.push(source)
    }
  }
  endRun()
  return rows
}

const isOfOneMoment = ({ entry: a }: Fact, { entry: b }: Fact): boolean =>
  a.actor?.id === b.actor?.id &&
  !ALONE.has(a.__typename) &&
  !ALONE.has(b.__typename) &&
  Math.abs(Date.parse(b.at) - Date.parse(a.at)) <= MOMENT_MS

const known = new WeakMap<Entry, ThreadSource>()

/** The same object for the same lines, so that the row is not rendered again. */
const foldedOf = (run: readonly Fact[]): ThreadSource => {
  const entries = run.map(({ entry }) => entry)
  const [first, last] = [entries[0]!, entries.at(-1)!]
  const before = known.get(first)
  if (before?.kind === 'fold' && before.entries.length === entries.length && before.seq === last.seq) return before
  const row: ThreadSource = {
    kind: 'fold',
    entries,
    key: `fold-${first.id}`,
    at: first.at,
    seq: last.seq,
    message: null,
  }
  known.set(first, row)
  return row
}
