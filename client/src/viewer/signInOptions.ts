import { useEffect, useState } from 'react'

/** What the sign-in page offers. */
type SignInOptions = {
  signUp: 'off' | 'open' | 'domains'
  domains: string[]
  providers: { id: string; name: string }[]
}

/** Undefined until the server has answered. */
export const useSignInOptions = (): SignInOptions | undefined => {
  const [options, setOptions] = useState<SignInOptions>()
  useEffect(() => {
    fetch('/api/auth/options')
      .then(async (response) => response.ok && setOptions((await response.json()) as SignInOptions))
      .catch(() => undefined)
  }, [])
  return options
}
