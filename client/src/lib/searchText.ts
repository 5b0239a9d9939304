type Value = string | number | boolean | null | undefined

/** "?status=open&status=closed&q=tax" → { status: ['open', 'closed'], q: 'tax' }: readable addresses, no JSON in them. */
export const parseSearch = (text: string): Record<string, string | string[]> => {
  const params = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(params.keys())].map((key) => {
      const values = params.getAll(key)
      return [key, values.length > 1 ? values : values[0]!]
    }),
  )
}

/** The reverse: lists repeat their key; what is false, empty or undefined is left out. */
export const stringifySearch = (search: Record<string, Value | Value[]>): string => {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '' && one !== false) params.append(key, String(one))
    }
  }
  const text = params.toString()
  return text && `?${text}`
}
