import { viewerStrings } from './strings.ts'

/** Why a sign-in with an identity provider, or from the shop’s own site, failed; the strings catalogue has a message for each. */
export type ProviderProblem = keyof typeof viewerStrings.providerProblems

/** The problem in the address of the sign-in page. */
export const providerProblemIn = (value: unknown): ProviderProblem | undefined =>
  typeof value === 'string' && Object.hasOwn(viewerStrings.providerProblems, value)
    ? (value as ProviderProblem)
    : undefined
