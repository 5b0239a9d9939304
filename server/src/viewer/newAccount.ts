import { isVisible } from '../platform/characters.ts'
import { lineOf, problemOfLine } from '../platform/text.ts'
import { AuthRefusal } from './authRequest.ts'
import { normalizeEmail } from './emailAddress.ts'
import { isWeak } from './weakPassword.ts'

const NAME_MAX = 100
/** The length limits of a password, in characters. */
export const PASSWORD_LENGTH = { min: 10, max: 128 }

/** The name chosen for an account. Throws an AuthRefusal. */
export function nameIn({ name }: Record<string, unknown>): string {
  const chosen = typeof name === 'string' ? lineOf(name) : ''
  if (!isVisible(chosen) || chosen.length > NAME_MAX) {
    throw new AuthRefusal(400, 'NAME', `Enter a name of 1 to ${NAME_MAX} characters, with visible characters.`)
  }
  const problem = problemOfLine(chosen)
  if (problem) throw new AuthRefusal(400, 'NAME', problem)
  return chosen
}

/** The password chosen for an account: long enough, and hard to guess for somebody who knows its owner. Throws an AuthRefusal. */
export async function passwordIn(
  { password }: Record<string, unknown>,
  owner: { name?: string; email: string },
): Promise<string> {
  const { min, max } = PASSWORD_LENGTH
  if (typeof password !== 'string' || password.length < min || password.length > max)
    throw new AuthRefusal(400, 'PASSWORD', `A password has ${min} to ${max} characters.`)
  if (await isWeak(password, [owner.email, owner.name ?? '']))
    throw new AuthRefusal(400, 'WEAK_PASSWORD', 'This password is too easy to guess. Choose another one.')
  return password
}

/** The token of a link. */
export function tokenIn({ token }: Record<string, unknown>): string {
  return typeof token === 'string' ? token : ''
}

/** The address to sign in with. Throws an AuthRefusal. */
export function emailIn({ email }: Record<string, unknown>): string {
  const address = typeof email === 'string' ? normalizeEmail(email) : undefined
  if (address) return address
  throw new AuthRefusal(400, 'EMAIL', 'This is not an email address.')
}
