/** The languages of mails and of the client, by their codes. */
export const LANGUAGES = ['en', 'de', 'ar'] as const

export const isLanguage = (code: string): boolean => (LANGUAGES as readonly string[]).includes(code)
