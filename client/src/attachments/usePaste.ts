import { useEffect, type RefObject } from 'react'

/** Takes files that are pasted into the form around `place`. Text that came with a picture of itself stays text. */
export const usePaste = (place: RefObject<HTMLElement | null>, take: (files: File[]) => Promise<void>): void => {
  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return undefined
    const paste = (event: ClipboardEvent) => {
      const pasted = event.clipboardData
      if (!pasted?.files.length || pasted.types.includes('text/plain')) return
      event.preventDefault()
      void take([...pasted.files])
    }
    form.addEventListener('paste', paste)
    return () => form.removeEventListener('paste', paste)
  }, [place, take])
}
