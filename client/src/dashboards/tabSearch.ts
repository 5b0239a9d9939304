import { useNavigate, useSearch } from '@tanstack/react-router'

/** What a tab's address holds: words, each under a name that the tab gives it. */
type TabSearch = { [name: string]: string | undefined }

const LONGEST = 200

/** Takes words of a sensible length from an address that anybody may have typed; the rest is dropped. */
export const readTabSearch = (raw: Record<string, unknown>): TabSearch =>
  Object.fromEntries(
    Object.entries(raw).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= LONGEST,
    ),
  )

/** What the tab's address says, and how to change it. Undefined takes a name out. */
export const useTabSearch = (): [TabSearch, (change: TabSearch, how?: { replace?: boolean }) => void] => {
  const search = useSearch({ strict: false }) as TabSearch
  const navigate = useNavigate()
  const change = (next: TabSearch, { replace = false } = {}) =>
    void navigate({ to: '.', search: (was: TabSearch) => ({ ...was, ...next }), replace } as never)
  return [search, change]
}
