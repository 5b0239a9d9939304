import { useTranslations } from 'use-intl'
import { useViewerQuery } from '../viewer/viewer.generated.ts'
import { AccentChoice } from './AccentChoice.tsx'
import type { DeskSetupQuery } from './desk.generated.ts'
import { LogoChoice } from './LogoChoice.tsx'
import { TextSetting } from './TextSetting.tsx'

type Props = { settings: NonNullable<DeskSetupQuery['deskSettings']>; onSaved: () => void; autoFocus?: boolean }

/** How the desk presents itself: name, logo, accent colour. */
export const Look = ({ settings, onSaved, autoFocus }: Props) => {
  const t = useTranslations('desk')
  const [{ data }, again] = useViewerQuery()
  const saved = () => {
    // The whole page shows them.
    again({ requestPolicy: 'network-only' })
    onSaved()
  }
  return (
    <>
      <TextSetting
        key={settings.name}
        setting="name"
        label={t('name')}
        hint={t('nameHint')}
        value={settings.name ?? ''}
        placeholder={data?.desk.name ?? ''}
        maxLength={60}
        autoFocus={autoFocus}
        onSaved={saved}
      />
      <LogoChoice onSaved={saved} />
      <AccentChoice accent={settings.accent} onSaved={saved} />
    </>
  )
}
