import { useTranslations } from 'use-intl'
import { refusalOf } from '../lib/refusal.ts'
import { toast } from '../ui/toasts.tsx'
import { beginChange } from '../ui/undo.ts'
import { useStarMutation, type TicketRowFragment } from './tickets.generated.ts'
import { useNumbers } from './useChangeText.ts'

type Rows = readonly TicketRowFragment[]

/** Stars tickets, or removes the star if all of them have it; the toast has an undo button. */
export const useStar = () => {
  const t = useTranslations('tickets')
  const numbersOf = useNumbers()
  const [, send] = useStarMutation()

  const starOne = async (ticketId: string, starred: boolean) => {
    const { data } = await send({ input: { ticketId, starred } })
    return refusalOf(data?.star, t('changeFailed'))
  }
  /** The tickets that were changed; a toast shows why others could not be. */
  const starAll = async (rows: Rows, starred: boolean): Promise<Rows> => {
    const changed = rows.filter(({ isStarred }) => isStarred !== starred)
    const problems = await Promise.all(changed.map(({ id }) => starOne(id, starred)))
    const done = changed.filter((_, at) => !problems[at])
    const problem = problems.find(Boolean)
    if (problem) toast(t('notChanged', { count: changed.length - done.length, problem }), { tone: 'problem' })
    return done
  }
  const textOf = (rows: Rows, starred: boolean) => t(starred ? 'didStar' : 'didUnstar', { tickets: numbersOf(rows) })

  const undo = async (rows: Rows, starred: boolean): Promise<void> => {
    const done = await starAll(
      rows.map((row) => ({ ...row, isStarred: !starred })),
      starred,
    )
    if (done.length > 0) toast(textOf(done, starred))
  }
  const star = async (rows: Rows, starred: boolean): Promise<void> => {
    const begun = beginChange()
    const done = await starAll(rows, starred)
    if (done.length === 0) return begun.failed()
    begun.done(textOf(done, starred), t('undo'), () => void undo(done, !starred))
  }
  return (rows: Rows): void => void star(rows, !rows.every(({ isStarred }) => isStarred))
}
