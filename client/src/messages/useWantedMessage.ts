import { useCallback, useMemo, useState } from 'react'

/** A message to show. A new object shows it again. */
export type WantedMessage = { id: string }

/** The message to show: the one in the address (`linked`), or one that was asked for since, such as a quoted one. */
export const useWantedMessage = (
  linked: string | undefined,
): [wanted: WantedMessage | undefined, show: (messageId: string) => void] => {
  const [asked, setAsked] = useState<WantedMessage & { since: string | undefined }>()
  const ofAddress = useMemo(() => (linked === undefined ? undefined : { id: linked }), [linked])
  const show = useCallback((id: string) => setAsked({ id, since: linked }), [linked])
  return [asked && asked.since === linked ? asked : ofAddress, show]
}
