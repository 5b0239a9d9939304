import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { toast } from '../ui/toasts.tsx'
import { useUpdate } from './serviceWorker.ts'

/** So long that it stays until it is answered, in milliseconds. */
const SHOWN_MS = 7 * 24 * 3_600_000

/** Says that a new version is ready, and leaves it to the person when to change to it. */
export const UpdateNotice = () => {
  const t = useTranslations('app')
  const reload = useUpdate((update) => update.reload)
  useEffect(() => {
    if (!reload) return undefined
    return toast(t('newVersion'), { action: { label: t('reload'), onPress: reload }, shownMs: SHOWN_MS })
  }, [reload, t])
  return null
}
