import { useNavigate, useSearch } from '@tanstack/react-router'

/** A tab's search parameters: text by name. */
type TabSearch = { [name: string]: string | undefined }

const LONGEST = 200

/** Validates search parameters: keeps short strings, drops the rest. */
export const readTabSearch = (raw: Record<string, unknown>): TabSearch =>
  Object.fromEntries(
    Object.entries(raw).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= LONGEST,
    ),
  )

/** The tab's search parameters and a setter. Undefined removes a parameter. */
export const useTabSearch = (): [TabSearch, (change: TabSearch, how?: { replace?: boolean }) => void] => {
  const search = useSearch({ strict: false }) as TabSearch
  const navigate = useNavigate()
  const change = (next: TabSearch, { replace = false } = {}) =>
    void navigate({ to: '.', search: (was: TabSearch) => ({ ...was, ...next }), replace } as never)
  return [search, change]
}
