import { Check, ChevronRight, Circle } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { deskSettingsDialog } from '../desk/deskSettingsDialog.ts'
import { useRememberedFlag } from '../lib/useRememberedFlag.ts'
import { Button } from '../ui/Button.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { type FirstStepsQuery, useFirstStepsQuery } from './setup.generated.ts'
import { setupStrings } from './strings.ts'

type Todo = keyof typeof setupStrings.todo

const LINKS: Record<Exclude<Todo, 'customers'>, string> = {
  look: '/setup?step=desk',
  mail: '/setup?step=mail',
  people: '/setup?step=people',
  teams: '/setup?step=teams',
  secondFactor: '/account',
}

// A new desk has one team and one admin.
const doneIn = ({
  deskSettings,
  desk,
  teams,
  staff,
  peopleCounts,
  viewer,
}: FirstStepsQuery): Record<Todo, boolean> => ({
  look: Boolean(deskSettings?.name || desk.logoUrl) || deskSettings?.accent !== 'INDIGO',
  mail: Boolean(deskSettings?.defaultSender),
  people: (staff.totalCount ?? 0) > 1 || peopleCounts.invitations > 0,
  teams: teams.length > 1,
  customers: deskSettings?.signUp !== 'OFF',
  secondFactor: viewer?.hasSecondFactor === true,
})

/** Whether the admin has put the checklist away on this device. */
export const useIsDismissed = () => useRememberedFlag('firstStepsDismissed', false)

/** What an admin of a new desk does first. Nothing while it loads, and once everything is done. */
export const Checklist = ({ onDismiss }: { onDismiss: () => void }) => {
  const t = useTranslations('setup')
  const { desk } = useViewer()
  const [{ data }] = useFirstStepsQuery({ requestPolicy: 'cache-and-network' })
  if (!data) return null
  const entries = Object.entries(doneIn(data)) as [Todo, boolean][]
  const done = entries.filter(([, isDone]) => isDone).length
  if (done === entries.length) return null
  return (
    <section aria-labelledby="first-steps" className="flex w-full max-w-md flex-col gap-4">
      <header className="flex items-baseline gap-3">
        <h2 id="first-steps" className="min-w-0 flex-1 truncate text-xl font-semibold">
          {t('welcome', { desk: desk.name })}
        </h2>
        <span className="text-sm text-muted">{t('doneCount', { done, count: entries.length })}</span>
      </header>
      <ul className="flex flex-col divide-y divide-line overflow-clip rounded-lg border border-line">
        {entries.map(([todo, isDone]) => (
          <li key={todo}>
            {isDone ? (
              <span className="flex items-center gap-3 p-3 text-muted">
                <Check aria-label={t('done')} role="img" className="size-5 shrink-0 text-success" />
                {t(`todo.${todo}`)}
              </span>
            ) : (
              <Step todo={todo} />
            )}
          </li>
        ))}
      </ul>
      <Button variant="quiet" className="self-start" onPress={onDismiss}>
        {t('dismiss')}
      </Button>
    </section>
  )
}

const ROW = 'inset-ring-focus flex w-full cursor-pointer items-center gap-3 p-3 text-start font-medium hover:bg-hover'

const Step = ({ todo }: { todo: Todo }) => {
  const t = useTranslations('setup')
  const content = (
    <>
      <Circle aria-hidden className="size-5 shrink-0 text-subtle" />
      <span className="flex-1">{t(`todo.${todo}`)}</span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-subtle" />
    </>
  )
  // Links load the page anew only for addresses outside of the dashboard.
  return todo === 'customers' ? (
    <Link onPress={deskSettingsDialog.open} className={ROW}>
      {content}
    </Link>
  ) : (
    <Link href={LINKS[todo]} className={ROW}>
      {content}
    </Link>
  )
}
