/**
 * The host that a link leads to, if its text looks like another: `https://paypal.com@evil.example`, a number for an IP
 * address, letters of several scripts that look alike. Null where the text can be trusted.
 */
export function realHost(text: string, url: URL): string | null {
  if (url.protocol === 'mailto:') return null
  const typed = hostOf(text)
  if (typed === url.hostname) return null
  return isPlain(typed) && typed.normalize('NFKC') === typed ? null : url.hostname
}

/** The apparent host: the text between the scheme and the path, without the port. */
const hostOf = (text: string): string =>
  text
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#\\].*$/su, '')
    .replace(/:\d*$/, '')
    .toLowerCase()

const LETTERS = /^(?=.*[^\0-\x7f])[\p{L}\p{N}\p{M}.-]+$/u
/** Latin letters with the usual accents. */
const LATIN = /[a-z\u00DF-\u00F6\u00F8-\u017F]/
const OTHER_LATIN = /(?![a-z\u00DF-\u00F6\u00F8-\u017F])\p{Script=Latin}/u
const LOOKALIKE =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}]/u

/** Whether an international host has no letters that look like Latin ones next to Latin ones. */
function isPlain(host: string): boolean {
  const name = host.replace(/^www\./, '')
  return LETTERS.test(name) && !OTHER_LATIN.test(name) && !(LOOKALIKE.test(name) && LATIN.test(name))
}
