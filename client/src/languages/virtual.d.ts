/** Made by `build/languages.ts` from the folders of this folder. */
declare module 'virtual:languages' {
  interface Language {
    /** Its own name. */
    name: string
    dir: 'ltr' | 'rtl'
    /** What its locale adds, by Unicode's `u` extension. */
    extension?: string
    /** Its strings by feature, compiled; missing for English. */
    load?: () => Promise<{ default: import('use-intl').Messages }>
  }
  export const LANGUAGES: Record<string, Language>
}
