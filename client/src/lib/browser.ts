// The order matters: most browsers also name those they are compatible with.
const BROWSERS: [string, RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Headless)?Chrom(?:e|ium)\/|\bCriOS\//],
  ['Safari', /\bVersion\/.*\bSafari\//],
]
const SYSTEMS: [string, RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
]

const named = (list: [string, RegExp][], text: string): string | undefined =>
  list.find(([, sign]) => sign.test(text))?.[0]

/** The browser and system of a User-Agent header; other clients are shown by their own name. */
export const browserOf = (userAgent: string): { browser: string; system: string | undefined } => {
  const browser = named(BROWSERS, userAgent)
  return browser ? { browser, system: named(SYSTEMS, userAgent) } : { browser: userAgent, system: undefined }
}
