import { create } from 'zustand'

type SignInNeed = {
  needed: boolean
  /** The signed-in user, if it is not the one the page acts as. */
  other: string | null
}

/** Whether sign-in is required before operations continue. The page stays; the form opens over it. */
export const useSignInNeed = create<SignInNeed>(() => ({ needed: false, other: null }))

/** Asks for a sign-in; resolves once it has happened. `other` is the name of who is signed in instead. */
export const askForSignIn = (other: string | null = null): Promise<void> => {
  useSignInNeed.setState({ needed: true, other })
  return whenSignedIn()
}

/** Resolves all waiting operations after sign-in. */
export const signedInAgain = (): void => useSignInNeed.setState({ needed: false, other: null })

/** Resolves at once unless a sign-in is being asked for. */
export const whenSignedIn = (): Promise<void> =>
  new Promise((resolve) => {
    if (!useSignInNeed.getState().needed) return resolve()
    const stop = useSignInNeed.subscribe(({ needed }) => {
      if (needed) return
      stop()
      resolve()
    })
  })
