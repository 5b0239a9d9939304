import { useTranslations } from 'use-intl'
import { LiveScreen } from '../screenshare/LiveScreen.tsx'
import { TabShell } from './TabShell.tsx'

/** `/admin/live`: the screens that are shared right now. */
export const LiveTab = () => {
  const t = useTranslations('screenshare')
  return <TabShell thread={<LiveScreen />} isOpen={false} names={{ thread: t('live') }} />
}
