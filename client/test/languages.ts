/** Instead of `virtual:languages`, which only a build has. */
export const LANGUAGES = { en: { name: 'English', dir: 'ltr' } }
