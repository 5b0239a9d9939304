import { useTranslations } from 'use-intl'
import { AuditPanel } from '../audit/AuditPanel.tsx'
import { TabShell } from './TabShell.tsx'
import { useTabSearch } from './tabSearch.ts'

/** `/admin/audit`: the audit log, for admins. */
export const AuditScreen = () => {
  const t = useTranslations('dashboards')
  const [search, change] = useTabSearch()
  const { kind, person, name, from, to } = search
  return (
    <TabShell
      thread={
        <AuditPanel
          chosen={{ kind, person, name, from, to }}
          onChange={(next) => change({ ...next }, { replace: true })}
        />
      }
      isOpen={false}
      names={{ thread: t('tabs.audit') }}
    />
  )
}
