import { isStaff } from '../lib/roles.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useDeskPrivacyQuery } from './privacy.generated.ts'

/** Which tickets staff see; an open desk for everyone else, who see their own. */
export const useDeskPrivacy = (): { isPrivate: boolean; isQueueReadable: boolean } => {
  const { viewer } = useViewer()
  const [{ data }] = useDeskPrivacyQuery({ pause: !isStaff(viewer.role) })
  const settings = data?.deskSettings
  return { isPrivate: settings?.privacy === 'PARTICIPANTS', isQueueReadable: settings?.queueReadable === true }
}
