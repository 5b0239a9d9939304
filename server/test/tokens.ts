import type { Actor, TestApp } from './testApp.ts'

const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
  secret token { id name scopes expiresAt user { id } createdBy { id } } errors { code path } } }`

/** Creates tokens, and asks with them. */
export function tokensOf(app: TestApp) {
  async function create(who: Actor, input: object) {
    const { data, errors } = await app.gql(who, CREATE, { input: { name: 'CI', ...input } })
    return { code: (errors as any)?.[0].extensions.code as string | undefined, ...data?.createApiToken }
  }
  return {
    create,
    /** The same person, with a token that has these scopes only. */
    limited: async (who: Actor, scopes: string[], more: object = {}): Promise<Actor & { tokenId: string }> => {
      const { secret, token } = await create(who, { scopes, ...more })
      return { ...who, token: secret, tokenId: token.id }
    },
    /** The code of the first top-level error. */
    codeOf: async (who: Actor, query: string): Promise<string | undefined> =>
      ((await app.gql(who, query)).errors as any)?.[0].extensions.code,
  }
}
