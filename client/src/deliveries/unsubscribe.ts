/** Whom a link in a mail unsubscribes, and from what. */
export type Unsubscription = { email: string; groups: string[] }

const address = (token: string): string => `/api/unsubscribe?token=${encodeURIComponent(token)}`

/** What a link does; `gone` if it does nothing. */
export const readUnsubscription = async (token: string): Promise<Unsubscription | 'gone'> => {
  const response = await fetch(address(token)).catch(() => null)
  if (!response?.ok) return 'gone'
  const { email, groups } = (await response.json()) as Unsubscription
  return { email, groups: groups.map((group) => group.toUpperCase()) }
}

/** Unsubscribes; false if it failed. */
export const unsubscribe = async (token: string): Promise<boolean> => {
  const response = await fetch(address(token), { method: 'POST' }).catch(() => null)
  return response?.ok ?? false
}
