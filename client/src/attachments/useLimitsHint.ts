import { useTranslations } from 'use-intl'
import { useAttachmentLimitsQuery } from './attachments.generated.ts'
import { formatBytes } from './format.ts'

/** The upload limits as a sentence; fetched when the user is about to choose files. */
export const useLimitsHint = (isWanted: boolean): string | undefined => {
  const t = useTranslations('attachments')
  const [{ data }] = useAttachmentLimitsQuery({ pause: !isWanted, requestPolicy: 'cache-and-network' })
  if (!data) return undefined
  const { fileBytes, messageFiles, dayBytes, usedTodayBytes } = data.attachmentLimits
  const left = Math.max(0, dayBytes - usedTodayBytes)
  return t('limits', { count: messageFiles, size: formatBytes(fileBytes), left: formatBytes(left) })
}
