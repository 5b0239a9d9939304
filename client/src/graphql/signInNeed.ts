import { create } from 'zustand'

/** Whether somebody must sign in before anything else can go on. The page stays; the form lies over it. */
export const useSignInNeed = create<{ needed: boolean }>(() => ({ needed: false }))

/** Asks for a sign-in; resolves once it has happened. */
export const askForSignIn = (): Promise<void> => {
  useSignInNeed.setState({ needed: true })
  return whenSignedIn()
}

/** Tells everyone who waits that the viewer is signed in again. */
export const signedInAgain = (): void => useSignInNeed.setState({ needed: false })

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
