import { useEffect, useRef, useState } from 'react'
import { chooseLanguage, pickedLanguage, useLanguage } from '../languages/language.ts'
import { useSetLocaleMutation, type ViewerFieldsFragment } from './viewer.generated.ts'

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** What the account does not know yet; null if it knows everything. */
const news = ({ chosenLanguage, language, timeZone }: ViewerFieldsFragment) => {
  const picked = chosenLanguage === null ? pickedLanguage() : null
  const zone = ownZone()
  if (picked === null && timeZone === zone && (chosenLanguage !== null || language === navigator.language)) return null
  return { ...(picked !== null && { language: picked }), browserLanguage: navigator.language, timeZone: zone }
}

/**
 * Shows the language that the viewer has chosen, and tells the server the language and the time zone of the browser when they have
 * changed. Returns whether the page is in the viewer's language.
 */
export const usePersonLanguage = (viewer: ViewerFieldsFragment | null | undefined): boolean => {
  const { chosen } = useLanguage()
  const [, setLocale] = useSetLocaleMutation()
  const isTold = useRef(false)
  const [isMissing, setMissing] = useState(false)
  const wanted = viewer ? (viewer.chosenLanguage ?? pickedLanguage()) : chosen
  useEffect(() => {
    if (wanted !== chosen) void chooseLanguage(wanted).catch(() => setMissing(true))
  }, [wanted, chosen])
  useEffect(() => {
    const input = viewer && !isTold.current && news(viewer)
    if (!input) return
    isTold.current = true
    void setLocale({ input })
  }, [viewer, setLocale])
  // Without a network, the page is shown as it is.
  return wanted === chosen || isMissing
}
