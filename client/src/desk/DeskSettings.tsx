import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { ClaimKept } from './ClaimKept.tsx'
import { useDeskSetupQuery } from './desk.generated.ts'
import { useDeskPlace } from './place.ts'
import { RemoveLocation } from './RemoveLocation.tsx'
import { Teams } from './Teams.tsx'

/** What admins set for everybody: how long claims are kept, whether pictures keep their location, and the teams. */
export const DeskSettings = () => {
  const t = useTranslations('desk')
  const [{ data, error }, load] = useDeskSetupQuery({ requestPolicy: 'cache-and-network' })
  const again = () => load({ requestPolicy: 'network-only' })
  return (
    <Dialog title={t('settings')} isOpen onClose={() => useDeskPlace.setState({ isOpen: false })}>
      {data?.deskSettings ? (
        <div className="flex flex-col gap-6">
          <ClaimKept minutes={data.deskSettings.claimKeptMinutes} onSaved={again} />
          <RemoveLocation isOn={data.deskSettings.removeLocation} onSaved={again} />
          <Teams names={data.teams.map(({ name }) => name)} onAdded={again} />
        </div>
      ) : error ? (
        <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={again} />
      ) : (
        <SkeletonRows rows={2} />
      )}
    </Dialog>
  )
}
