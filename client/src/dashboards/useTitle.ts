import { useEffect } from 'react'
import { useViewer } from '../viewer/useViewer.ts'

/** Sets the window's title: the number of unread tickets, the open ticket, the desk. An installed app has the number on its icon. */
export const useTitle = (unread: number, ticket: string | undefined): void => {
  const { desk } = useViewer()
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : ''}${ticket ? `${ticket} · ` : ''}${desk.name}`
  }, [unread, ticket, desk.name])
  useEffect(() => {
    // Refused where the page is not installed, and missing in some browsers.
    if ('setAppBadge' in navigator) void navigator.setAppBadge(unread).catch(() => undefined)
  }, [unread])
}
