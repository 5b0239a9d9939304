import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { isolated } from '../lib/person.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useWorkQuery, type PersonWorkFragment } from './availability.generated.ts'
import { LoadLimit } from './LoadLimit.tsx'
import { TimeOff } from './TimeOff.tsx'
import { WorkingHours } from './WorkingHours.tsx'

type Props = { person: { id: string; name: string }; onClose: () => void }

/** When and how much a staff member works. */
export const WorkDialog = ({ person: { id, name }, onClose }: Props) => {
  const t = useTranslations('availability')
  const { viewer } = useViewer()
  // The cache would answer with null for what it does not know of a person, and the form would start from that.
  const [{ data, error }, load] = useWorkQuery({ variables: { id }, requestPolicy: 'network-only' })
  const person = data?.node as PersonWorkFragment | null | undefined
  return (
    <Dialog title={id === viewer.id ? t('title') : t('titleOf', { name: isolated(name) })} isOpen onClose={onClose}>
      {person ? (
        <div className="flex flex-col gap-6">
          <WorkingHours person={person} />
          <TimeOff person={person} />
          {viewer.role === 'ADMIN' && <LoadLimit person={person} />}
        </div>
      ) : error ? (
        <ErrorPanel
          message={t('loadFailed')}
          requestId={requestId(error)}
          onRetry={() => load({ requestPolicy: 'network-only' })}
        />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Dialog>
  )
}
