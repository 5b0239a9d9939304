import { useEffect, type RefObject } from 'react'
import { contentOf, readTransfer, type Transfer } from './clipboard.ts'

/** Takes files that are pasted into the form around `place`; text is left to the browser. */
export const usePaste = (
  within: RefObject<HTMLElement | null>,
  take: (pasted: Pick<Transfer, 'files' | 'folders'>) => Promise<void>,
): void => {
  useEffect(() => {
    const form = within.current?.closest('form')
    if (!form) return undefined
    const paste = (event: ClipboardEvent) => {
      const pasted = event.clipboardData && readTransfer(event.clipboardData)
      if (!pasted || contentOf(pasted) === 'text') return
      event.preventDefault()
      void take(pasted)
    }
    form.addEventListener('paste', paste)
    return () => form.removeEventListener('paste', paste)
  }, [within, take])
}
