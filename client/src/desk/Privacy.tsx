import { useTranslations } from 'use-intl'
import { DeskSwitch } from './DeskSwitch.tsx'

type Props = { isPrivate: boolean; isQueueReadable: boolean; onSaved: () => void }

/** Which tickets staff see, as the server was started; and, in a private desk, whether unclaimed ones can be read. */
export const Privacy = ({ isPrivate, isQueueReadable, onSaved }: Props) => {
  const t = useTranslations('desk')
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{t('privacy')}</h3>
      <p className="text-sm text-muted">{isPrivate ? t('privacyParticipants') : t('privacyOpen')}</p>
      {isPrivate && <DeskSwitch setting="queueReadable" isOn={isQueueReadable} onSaved={onSaved} />}
    </section>
  )
}
