import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { Check } from '../ui/Check.tsx'
import { toast } from '../ui/toasts.tsx'
import { readPushState, turnPushOff, turnPushOn, type PushState } from './pushOnThisDevice.ts'

/** Turns push notifications on or off on this device, or says why that cannot be done. */
export const PushSwitch = () => {
  const t = useTranslations('deliveries')
  const client = useClient()
  const [state, setState] = useState<PushState | 'busy'>('busy')
  useEffect(() => {
    void readPushState(client).then(setState, () => setState('unsupported'))
  }, [client])

  const change = async (on: boolean) => {
    setState('busy')
    try {
      setState(await (on ? turnPushOn : turnPushOff)(client))
    } catch {
      setState(await readPushState(client).catch(() => 'unsupported' as const))
      toast(t('pushFailed'), { tone: 'problem' })
    }
  }
  const hint = { unsupported: 'pushUnsupported', blocked: 'pushBlocked' } as const
  return (
    <section className="flex flex-col gap-1">
      <Check
        isSelected={state === 'on'}
        isDisabled={state !== 'on' && state !== 'off'}
        onChange={(on) => void change(on)}
        aria-describedby="push-hint"
      >
        {t('push')}
      </Check>
      <p id="push-hint" className="ps-6 text-sm text-muted">
        {t(state === 'unsupported' || state === 'blocked' ? hint[state] : 'pushHint')}
      </p>
    </section>
  )
}
