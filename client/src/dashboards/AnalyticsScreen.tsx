import { useTranslations } from 'use-intl'
import { AnalyticsPage } from '../analytics/AnalyticsPage.tsx'
import { TabShell } from './TabShell.tsx'
import { useTabSearch } from './tabSearch.ts'
import { useGoTo } from './useGoTo.ts'

/** `/admin/analytics` and `/seller/analytics`: the figures of the desk, of an agent, or of a shop. */
export const AnalyticsScreen = () => {
  const t = useTranslations('dashboards')
  const { toTicket } = useGoTo()
  const [{ range, from, to, clock, by }, change] = useTabSearch()
  return (
    <TabShell
      thread={
        <AnalyticsPage
          search={{ range, from, to, clock, by }}
          onOpenTicket={toTicket}
          onChange={(next) => change({ ...next }, { replace: true })}
        />
      }
      isOpen={false}
      names={{ thread: t('tabs.analytics') }}
    />
  )
}
