import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { useViewerQuery, ViewerDocument } from '../viewer/viewer.generated.ts'
import { AccentChoice } from './AccentChoice.tsx'
import type { DeskSetupQuery } from './desk.generated.ts'
import { LogoChoice } from './LogoChoice.tsx'
import { type OnSaving, TextSetting } from './TextSetting.tsx'

type Props = {
  settings: NonNullable<DeskSetupQuery['deskSettings']>
  onSaved: () => void
  onSaving?: OnSaving
  autoFocus?: boolean
}

/** How the desk presents itself: name, logo, accent colour. */
export const Look = ({ settings, onSaved, onSaving, autoFocus }: Props) => {
  const t = useTranslations('desk')
  const client = useClient()
  const [{ data }] = useViewerQuery()
  const saved = () => {
    // The whole page shows them, also when this part of it was closed meanwhile.
    void client.query(ViewerDocument, {}, { requestPolicy: 'network-only' }).toPromise()
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
        onSaving={onSaving}
      />
      <LogoChoice onSaved={saved} />
      <AccentChoice accent={settings.accent} onSaved={saved} />
    </>
  )
}
