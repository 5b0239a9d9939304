import { useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useGo } from '../lib/useGo.ts'
import { Corner } from '../ui/Corner.tsx'
import { RequestList } from './RequestList.tsx'

const CHOICE =
  'inset-ring-focus h-7 cursor-pointer rounded-md px-3 text-sm text-muted hover:text-text pointer-coarse:h-11 ' +
  'selected:bg-selected selected:font-medium selected:text-accent-text'

/** The staff tab with pending and closed requests. */
export const RequestsScreen = () => {
  const t = useTranslations('requests')
  const go = useGo()
  const [shown, setShown] = useState<'waiting' | 'decided'>('waiting')
  return (
    <>
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 border-b border-line px-3 tablet:px-5">
        <h1 className="me-auto min-w-0 text-lg font-semibold">{t('title')}</h1>
        <ToggleButtonGroup
          aria-label={t('show')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[shown]}
          onSelectionChange={(keys) => setShown([...keys][0] as typeof shown)}
          className="flex gap-1"
        >
          {(['waiting', 'decided'] as const).map((id) => (
            <ToggleButton key={id} id={id} className={CHOICE}>
              {t(id)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Corner />
      </header>
      <div className="flex min-h-0 flex-1 flex-col overflow-auto">
        <RequestList
          key={shown}
          decided={shown === 'decided'}
          onOpenTicket={(ticket) => go({ to: '/admin', search: { ticket } })}
        />
      </div>
    </>
  )
}
