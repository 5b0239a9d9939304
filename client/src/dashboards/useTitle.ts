import { useEffect } from 'react'
import { useViewer } from '../viewer/useViewer.ts'

/** The window's title: how many tickets hold something unread, which one is open, which desk. */
export const useTitle = (unread: number, ticket: string | undefined): void => {
  const { desk } = useViewer()
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : ''}${ticket ? `${ticket} · ` : ''}${desk.name}`
  }, [unread, ticket, desk.name])
}
