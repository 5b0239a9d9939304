import { useTranslations } from 'use-intl'
import { RequestsScreen } from '../requests/RequestsScreen.tsx'
import { TabShell } from './TabShell.tsx'

/** `/admin/requests`: requests to join a ticket or for a live chat. */
export const RequestsTab = () => {
  const t = useTranslations('requests')
  return <TabShell thread={<RequestsScreen />} isOpen={false} names={{ thread: t('title') }} />
}
