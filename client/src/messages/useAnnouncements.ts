import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isFromOther } from './sources.ts'
import type { Entry } from './threadLog.ts'
import type { AudienceName } from './useAudienceName.ts'

const ANNOUNCE_EVERY_MS = 2_000
const LONGEST = 160

/** The announcement of new messages for screen readers: polite, at most every two seconds. */
export const useAnnouncements = (entries: readonly Entry[], viewerId: string, audienceName: AudienceName): string => {
  const t = useTranslations('messages')
  const [text, setText] = useState('')
  const announcedSeq = useRef(entries.at(-1)?.seq ?? 0)
  const spoke = useRef(0)
  const lastSeq = entries.at(-1)?.seq ?? 0

  useEffect(() => {
    // The initial messages are not announced.
    if (announcedSeq.current === 0) announcedSeq.current = lastSeq
    if (lastSeq <= announcedSeq.current) return undefined
    const speak = () => {
      const fresh = entries.filter((entry) => entry.seq > announcedSeq.current && isFromOther(entry, viewerId))
      announcedSeq.current = lastSeq
      const last = fresh.at(-1)
      if (last?.__typename !== 'MessageEntry') return
      spoke.current = Date.now()
      const said = { name: last.message.author?.name ?? t('desk'), text: (last.message.body ?? '').slice(0, LONGEST) }
      if (fresh.length > 1) return setText(t('announceMany', { count: fresh.length }))
      const { audience } = last.message
      setText(
        audience === 'PARTICIPANTS'
          ? t('announceOne', said)
          : t('announceSide', { ...said, readers: audienceName(audience) }),
      )
    }
    const timer = setTimeout(speak, Math.max(0, spoke.current + ANNOUNCE_EVERY_MS - Date.now()))
    return () => clearTimeout(timer)
  }, [entries, lastSeq, viewerId, audienceName, t])

  return text
}
