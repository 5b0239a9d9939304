import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { type DeskSetupQuery, useDeskSetupQuery } from '../desk/desk.generated.ts'
import { Look } from '../desk/Look.tsx'
import { SenderAndProfile } from '../desk/SenderAndProfile.tsx'
import { Teams } from '../desk/Teams.tsx'
import type { OnSaving } from '../desk/TextSetting.tsx'
import { Button } from '../ui/Button.tsx'
import { DeskMark } from '../ui/DeskMark.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { InviteSeveral } from './InviteSeveral.tsx'
import { Progress } from './Progress.tsx'
import { STEPS, type SetupStep } from './steps.ts'

/** The set-up after the first admin's account. Every step can be skipped; the URL has the step, so that a reload continues there. */
export const SetupSteps = ({ step }: { step: SetupStep }) => {
  const t = useTranslations('setup')
  const { desk } = useViewer()
  const navigate = useNavigate()
  const heading = useRef<HTMLHeadingElement>(null)
  const at = STEPS.indexOf(step)
  const isLast = at === STEPS.length - 1
  // A text is saved when its field is left, which clicking Continue does: what cannot be saved stays on the page.
  const saving = useRef(Promise.resolve(true))
  const onSaving: OnSaving = (saved) => {
    saving.current = saved
  }
  const go = (to: SetupStep | undefined) => {
    saving.current = Promise.resolve(true)
    void (to ? navigate({ to: '/setup', search: { step: to } }) : navigate({ to: '/' }))
  }
  const goOn = async () => {
    if (await saving.current) go(STEPS[at + 1])
  }
  // Keyboards and screen readers go on at the top of the next step.
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current !== step) heading.current?.focus()
    shown.current = step
  }, [step])
  return (
    <main className="flex min-h-full flex-col items-center bg-canvas p-4 tablet:justify-center tablet:py-10">
      <div className="flex w-full max-w-xl flex-col gap-6">
        <header className="flex items-center gap-3">
          <DeskMark />
          <h1 className="min-w-0 flex-1 truncate text-xl font-semibold">{t('title', { desk: desk.name })}</h1>
        </header>
        <Progress step={step} onStep={go} />
        <section
          aria-labelledby="setup-step"
          className="flex flex-col gap-6 rounded-lg border border-line bg-surface p-4 tablet:p-8"
        >
          <div className="flex flex-col gap-1">
            <h2 id="setup-step" ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
              {t(`headings.${step}`)}
            </h2>
            <p className="text-muted">{t(`what.${step}`)}</p>
          </div>
          <Step step={step} onSaving={onSaving} />
          <footer className="flex items-center gap-2 border-t border-line pt-4">
            {at > 0 && <Button onPress={() => go(STEPS[at - 1])}>{t('back')}</Button>}
            <span className="flex-1" />
            {!isLast && (
              <Button variant="quiet" onPress={() => go(STEPS[at + 1])}>
                {t('skip')}
              </Button>
            )}
            <Button variant="primary" onPress={() => void goOn()}>
              {isLast ? t('finish') : t('next')}
            </Button>
          </footer>
        </section>
        <p className="text-center text-sm text-muted">{t('later')}</p>
      </div>
    </main>
  )
}

const Step = ({ step, onSaving }: { step: SetupStep; onSaving: OnSaving }) => {
  const t = useTranslations('setup')
  const [{ data, error }, load] = useDeskSetupQuery({ requestPolicy: 'cache-and-network' })
  const again = () => load({ requestPolicy: 'network-only' })
  if (data?.deskSettings) return contentOf(step, data, data.deskSettings, again, onSaving)
  if (!error) return <SkeletonRows rows={3} />
  return <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={again} />
}

const contentOf = (
  step: SetupStep,
  { teams }: DeskSetupQuery,
  settings: NonNullable<DeskSetupQuery['deskSettings']>,
  again: () => void,
  onSaving: OnSaving,
): ReactNode => {
  switch (step) {
    case 'desk':
      return <Look settings={settings} onSaved={again} onSaving={onSaving} autoFocus />
    case 'mail':
      return <SenderAndProfile settings={settings} onSaved={again} onSaving={onSaving} />
    case 'teams':
      return <Teams teams={teams} onChanged={again} />
    case 'people':
      return <InviteSeveral />
  }
}
