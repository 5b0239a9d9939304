import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { StatusIcon } from '../tickets/labels.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import type { StatusCountsFragment } from './people.generated.ts'
import { formatNumber } from '../lib/locale.ts'

/** The panel of details and actions, with its heading. */
export const FactsPanel = ({ onClose, children }: { onClose: () => void; children: ReactNode }) => {
  const t = useTranslations('people')
  const close = useTranslations('ui')('close')
  return (
    <>
      <div className="flex h-12 shrink-0 items-center justify-between border-b border-line ps-4 pe-2">
        <h2 className="font-semibold">{t('facts')}</h2>
        <IconButton icon={X} label={close} keys="." onPress={onClose} />
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-auto p-4">{children}</div>
    </>
  )
}

/** Facts by name. */
export const Facts = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-[fit-content(6.5rem)_1fr] gap-x-2 gap-y-2 text-sm">{children}</dl>
)

export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </>
)

const STATES = [
  ['OPEN', 'open'],
  ['IN_PROGRESS', 'inProgress'],
  ['RESOLVED', 'resolved'],
  ['CLOSED', 'closed'],
] as const

/** How many tickets are in which state. */
export const Counts = ({ title, counts }: { title: string; counts: StatusCountsFragment }) => {
  const t = useTranslations('people')
  const status = useTranslations('tickets')
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="flex items-baseline justify-between text-xs font-medium text-subtle">
        {title}
        <span>{t('total', { count: counts.total })}</span>
      </h3>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-1 text-sm">
        {STATES.map(([state, key]) => (
          <li key={state} className="flex items-center gap-2">
            <StatusIcon status={state} />
            <span className="flex-1">{status(`status.${state}`)}</span>
            <span className="tabular-nums text-muted">{formatNumber(counts[key])}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
