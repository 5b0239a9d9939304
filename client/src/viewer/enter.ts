/** Whether the desk requires a second factor that the person who has just signed in does not have. */
export const mustSetUpSecondFactor = async (): Promise<boolean> => {
  try {
    const response = await fetch('/api/auth/account', { credentials: 'same-origin' })
    return response.ok && ((await response.json()) as { mustSetUp: boolean }).mustSetUp
  } catch {
    return false
  }
}

/** Opens the page after sign-in, or the one on which the second factor is set up. */
export const enter = async (next: string): Promise<void> =>
  location.assign((await mustSetUpSecondFactor()) ? '/account' : next)
