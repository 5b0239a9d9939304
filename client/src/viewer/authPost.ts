import { viewerHeaders } from '../graphql/actingViewer.ts'
import { currentLocale } from '../lib/locale.ts'

/** The response: its body, and the code of an error. */
export type AuthAnswer = { ok: boolean; status: number; code: string | undefined; body: unknown }

/** Posts to /api/auth. Undefined if there was no response. */
export const authPost = async (path: string, body: object): Promise<AuthAnswer | undefined> => {
  try {
    const response = await fetch(`/api/auth/${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      // The language on screen, which may have been picked here: mails to people without an account are in it.
      headers: { 'content-type': 'application/json', 'accept-language': currentLocale(), ...viewerHeaders() },
      body: JSON.stringify(body),
    })
    const answer = (await response.json().catch(() => null)) as { code?: string } | null
    return { ok: response.ok, status: response.status, code: answer?.code, body: answer }
  } catch {
    return undefined
  }
}
