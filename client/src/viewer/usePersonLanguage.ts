import { useEffect, useRef, useState } from 'react'
import { type Client, useClient } from 'urql'
import { chooseLanguage, pickedLanguage, useLanguage } from '../languages/language.ts'
import { whenIdle } from '../lib/whenIdle.ts'
import type { ViewerFieldsFragment } from './viewer.generated.ts'

/** Shows the language that the viewer has chosen. Returns whether the page is in it. */
export const usePersonLanguage = (viewer: ViewerFieldsFragment | null | undefined): boolean => {
  const { chosen } = useLanguage()
  const client = useClient()
  const isReported = useRef(false)
  const [isMissing, setMissing] = useState(false)
  const wanted = viewer ? (viewer.chosenLanguage ?? pickedLanguage()) : chosen
  useEffect(() => {
    if (wanted !== chosen) void chooseLanguage(wanted).catch(() => setMissing(true))
  }, [wanted, chosen])
  useEffect(() => {
    if (!viewer || isReported.current) return
    isReported.current = true
    // After what the page itself needs.
    whenIdle(() => void report(client, viewer).catch(() => undefined))
  }, [viewer, client])
  // Without a network, the page is shown as it is.
  return wanted === chosen || isMissing
}

const report = async (client: Client, viewer: ViewerFieldsFragment): Promise<void> =>
  (await import('./reportLocale.ts')).reportLocale(client, viewer)
