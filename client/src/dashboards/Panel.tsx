import { Suspense, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { PanelBoundary } from '../ui/PanelBoundary.tsx'

type Props = {
  label: string
  /** Its landmark. */ as?: 'section' | 'main' | 'aside'
  className?: string
  children: ReactNode
}

/** One of the four panels: a landmark that F6 reaches, failing alone. */
export const Panel = ({ label, as: Tag = 'section', className, children }: Props) => {
  const t = useTranslations('dashboards')
  return (
    <Tag
      data-panel
      aria-label={label}
      tabIndex={-1}
      className={classes('flex min-h-0 min-w-0 flex-col outline-none', className)}
    >
      <PanelBoundary message={t('panelFailed')}>
        <Suspense>{children}</Suspense>
      </PanelBoundary>
    </Tag>
  )
}

/**
 * Where one panel takes the place of another, the focus is lost with what had it: it goes on in the panel that is shown, at its
 * list if `atList` is set. Does nothing while something has the focus.
 */
export const focusShownPanel = (atList: boolean): void => {
  if (document.activeElement !== document.body) return
  const panel = document.querySelector<HTMLElement>('main[data-panel]')
  const list = atList ? panel?.querySelector<HTMLElement>('[role=listbox]') : null
  ;(list ?? panel)?.focus({ preventScroll: true })
}

const FIRST = '[data-ticket-list], textarea, [aria-current], input, button, a[href], [tabindex="0"]'

/** F6 focuses the main element of the next panel (Shift+F6: the previous one). */
export const focusNextPanel = (backwards: boolean): void => {
  const panels = [...document.querySelectorAll<HTMLElement>('[data-panel]')]
  const at = panels.findIndex((panel) => panel.contains(document.activeElement))
  const next = panels.at((at + (backwards ? -1 : 1)) % panels.length)
  if (!next) return
  const inside = FIRST.split(', ').map((selector) => next.querySelector<HTMLElement>(selector))
  ;(inside.find(Boolean) ?? next).focus()
}
