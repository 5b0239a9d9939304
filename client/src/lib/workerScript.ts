type WithTrustedTypes = {
  /** TypeScript's DOM does not know it yet, nor does every browser. */
  trustedTypes?: { createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => typeof rules }
}

const OURS = /^\/(sw\.js|assets\/pdf\.worker[\w.-]*\.mjs)$/

// The content security policy allows this policy alone, and it can be created once.
const policy = (window as WithTrustedTypes).trustedTypes?.createPolicy('parley-worker', {
  createScriptURL: (url) => {
    if (!OURS.test(url)) throw new TypeError(`${url} is no worker of ours.`)
    return url
  },
})

/** The URL of a worker as a trusted script URL. */
export const workerScript = (url: string): string => policy?.createScriptURL(url) ?? url
