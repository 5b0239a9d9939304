import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { ClaimRelease } from './ClaimRelease.tsx'
import { useDeskSetupQuery } from './desk.generated.ts'
import { deskSettingsDialog } from './deskSettingsDialog.ts'
import { DailyBackups } from './DailyBackups.tsx'
import { DisputeSettings } from './DisputeSettings.tsx'
import { DeskTimeZone } from './DeskTimeZone.tsx'
import { Look } from './Look.tsx'
import { MessageDeletion } from './MessageDeletion.tsx'
import { Privacy } from './Privacy.tsx'
import { RatingDelay } from './RatingDelay.tsx'
import { SearchLanguage } from './SearchLanguage.tsx'
import { SenderAndProfile } from './SenderAndProfile.tsx'
import { SignUp } from './SignUp.tsx'
import { Teams } from './Teams.tsx'
import { DeskSwitch } from './DeskSwitch.tsx'

/** Desk settings for admins: name and look, sender and profile, claim release, location removal, time zone, the language of search, backups, teams. */
export const DeskSettings = () => {
  const t = useTranslations('desk')
  const [{ data, error }, load] = useDeskSetupQuery({ requestPolicy: 'cache-and-network' })
  const again = () => load({ requestPolicy: 'network-only' })
  return (
    <Dialog title={t('settings')} isOpen onClose={deskSettingsDialog.close}>
      {data?.deskSettings ? (
        <div className="flex flex-col gap-6">
          <Look settings={data.deskSettings} onSaved={again} />
          <SenderAndProfile settings={data.deskSettings} onSaved={again} />
          <Privacy
            isPrivate={data.deskSettings.privacy === 'PARTICIPANTS'}
            isQueueReadable={data.deskSettings.queueReadable}
            onSaved={again}
          />
          <ClaimRelease minutes={data.deskSettings.claimKeptMinutes} onSaved={again} />
          <MessageDeletion minutes={data.deskSettings.messageDeletionMinutes} onSaved={again} />
          <RatingDelay hours={data.deskSettings.ratingDelayHours} onSaved={again} />
          {data.deskSettings.profile === 'MARKETPLACE' && (
            <DisputeSettings settings={data.deskSettings} teams={data.teams} onSaved={again} />
          )}
          <DeskSwitch setting="removeLocation" isOn={data.deskSettings.removeLocation} onSaved={again} />
          <DeskTimeZone timeZone={data.deskSettings.timeZone} onSaved={again} />
          <SearchLanguage language={data.deskSettings.searchLanguage} onSaved={again} />
          <DeskSwitch setting="staffSecondFactor" isOn={data.deskSettings.staffSecondFactor} onSaved={again} />
          <SignUp mode={data.deskSettings.signUp} domains={data.deskSettings.signUpDomains} onSaved={again} />
          <DailyBackups settings={data.deskSettings} onSaved={again} />
          <Teams teams={data.teams} onChanged={again} />
        </div>
      ) : error ? (
        <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={again} />
      ) : (
        <SkeletonRows rows={2} />
      )}
    </Dialog>
  )
}
