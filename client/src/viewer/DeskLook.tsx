import { useEffect } from 'react'
import { showDeskLook } from '../ui/deskLook.ts'
import { useViewerQuery } from './viewer.generated.ts'

/** Shows the desk's colour and logo on every page, as soon as they are known. */
export const DeskLook = () => {
  const [{ data }] = useViewerQuery()
  const { accent, logoUrl } = data?.desk ?? {}
  useEffect(() => {
    if (accent) showDeskLook({ accent, logoUrl })
  }, [accent, logoUrl])
  return null
}
