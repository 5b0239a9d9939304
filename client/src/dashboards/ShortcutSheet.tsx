import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { useViews } from '../views/useViews.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Keys } from '../ui/Keys.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useTabName } from './useTabName.ts'
import { tabsOf } from './tabs.ts'

/** The list of all shortcuts. */
export const ShortcutSheet = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('dashboards')
  const view = useTranslations('tickets')
  const request = useTranslations('requests')
  const tabName = useTabName()
  const { viewer } = useViewer()
  return (
    <Dialog title={t('shortcuts')} isOpen onClose={onClose} wide>
      <div className="-mb-6 gap-6 tablet:columns-2">
        <Group title={t('keysAnywhere')}>
          <Line keys="Mod+K">{t('keys.palette')}</Line>
          <Line keys="?">{t('keys.sheet')}</Line>
          <Line keys="/">{t('keys.search')}</Line>
          <Line keys="F6">{t('keys.panels')}</Line>
          {useViews().map(({ id, key }) => (
            <Line key={id} keys={`g ${key}`}>
              {view(`views.${id}`)}
            </Line>
          ))}
          {tabsOf(viewer).map((tab) => (
            <Line key={tab.id} keys={`g ${tab.key}`}>
              {tabName(tab)}
            </Line>
          ))}
          <Line keys="g n">{t('keys.bell')}</Line>
        </Group>
        <Group title={t('keysList')}>
          <Line keys="j">{t('keys.next')}</Line>
          <Line keys="k">{t('keys.previous')}</Line>
          <Line keys="Enter">{t('keys.open')}</Line>
          <Line keys="u">{t('keys.back')}</Line>
          {isStaff(viewer.role) && (
            <>
              <Line keys="x">{t('keys.select')}</Line>
              <Line keys="Mod+a">{t('keys.selectAll')}</Line>
            </>
          )}
        </Group>
        {isStaff(viewer.role) && (
          <Group title={request('keysHere')}>
            <Line keys="j">{request('keyChoose')}</Line>
            <Line keys="y">{request('keyAccept')}</Line>
            <Line keys="Shift+y">{request('keyAcceptStart')}</Line>
            <Line keys="d">{request('keyDecline')}</Line>
            <Line keys="o">{request('keyOpen')}</Line>
          </Group>
        )}
        <Group title={t('keysTicket')}>
          <Line keys="r">{t('keys.reply')}</Line>
          {isStaff(viewer.role) && (
            <>
              <Line keys="n">{t('keys.note')}</Line>
              <Line keys="/">{t('keys.macro')}</Line>
            </>
          )}
          <Line keys="Mod+/">{t('keys.readers')}</Line>
          <Line keys="Mod+Enter">{t('keys.send')}</Line>
          {isStaff(viewer.role) && <Line keys="Mod+Shift+Enter">{t('keys.sendAndResolve')}</Line>}
          <Line keys="Esc">{t('keys.leave')}</Line>
          <Line keys="s">{t('keys.star')}</Line>
          {isStaff(viewer.role) && (
            <>
              <Line keys="c">{t('keys.claim')}</Line>
              <Line keys="Shift+c">{t('keys.unclaim')}</Line>
              <Line keys="a">{t('keys.assign')}</Line>
              <Line keys="m">{t('keys.schedule')}</Line>
              <Line keys="F2">{t('keys.rename')}</Line>
            </>
          )}
          <Line keys="e">{t('keys.resolve')}</Line>
          <Line keys="p">{t('keys.priority')}</Line>
          <Line keys="t">{t('keys.tag')}</Line>
          <Line keys=".">{t('keys.details')}</Line>
          <Line keys="Alt+↓">{t('keys.latest')}</Line>
        </Group>
      </div>
    </Dialog>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="mb-6 flex break-inside-avoid flex-col gap-2">
    <h3 className="text-sm font-semibold">{title}</h3>
    <dl className="flex flex-col gap-1.5">{children}</dl>
  </section>
)

const Line = ({ keys, children }: { keys: string; children: ReactNode }) => (
  <div className="flex items-center justify-between gap-4">
    <dt className="text-muted">{children}</dt>
    <dd>
      <Keys keys={keys} />
    </dd>
  </div>
)
