import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { toast } from '../ui/toasts.tsx'
import { useUpdate } from './serviceWorker.ts'

/** Practically forever, in milliseconds: the toast stays until it is dismissed. */
const SHOWN_MS = 7 * 24 * 3_600_000

/** Offers a reload when a new version is available. */
export const UpdateNotice = () => {
  const t = useTranslations('app')
  const reload = useUpdate((update) => update.reload)
  useEffect(() => {
    if (!reload) return undefined
    return toast(t('newVersion'), { action: { label: t('reload'), onPress: reload }, shownMs: SHOWN_MS })
  }, [reload, t])
  return null
}
