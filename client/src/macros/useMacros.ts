import type { CombinedError } from '@urql/core'
import { useMacroChangedSubscription, useMacrosQuery, type MacroFieldsFragment } from './macros.generated.ts'

type Known = {
  macros: MacroFieldsFragment[] | undefined
  error: CombinedError | undefined
  reload: () => void
}

const NONE: MacroFieldsFragment[] = []

/** The viewer's own and the shared macros, live while needed. The server returns a hundred: `text` finds the others. */
export const useMacros = (isNeeded: boolean, text = ''): Known => {
  const [{ data, error }, load] = useMacrosQuery({
    variables: { text: text || null },
    requestPolicy: 'cache-and-network',
    pause: !isNeeded,
  })
  const reload = () => load({ requestPolicy: 'network-only' })
  // The list is short and its order is per user, so a change refetches it.
  useMacroChangedSubscription({ pause: !isNeeded }, (_before, change) => {
    reload()
    return change
  })
  return { macros: isNeeded ? data?.macros : NONE, error: data ? undefined : error, reload }
}
