import type { CombinedError } from '@urql/core'
import { useMacroChangedSubscription, useMacrosQuery, type MacroFieldsFragment } from './macros.generated.ts'

type Known = {
  macros: MacroFieldsFragment[] | undefined
  error: CombinedError | undefined
  reload: () => void
}

const NONE: MacroFieldsFragment[] = []

/** One's own macros and the shared ones, live while somebody looks. The server returns a hundred: `text` finds the others. */
export const useMacros = (isLooking: boolean, text = ''): Known => {
  const [{ data, error }, load] = useMacrosQuery({
    variables: { text: text || null },
    requestPolicy: 'cache-and-network',
    pause: !isLooking,
  })
  const reload = () => load({ requestPolicy: 'network-only' })
  // The list is short and its order a person's own: whoever is told of a change reads it again.
  useMacroChangedSubscription({ pause: !isLooking }, (_before, change) => {
    reload()
    return change
  })
  return { macros: isLooking ? data?.macros : NONE, error: data ? undefined : error, reload }
}
