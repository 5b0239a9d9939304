import { createTranslator } from 'use-intl'
import { strings } from '../../src/app/catalogue.ts'

/** The words on screen, by key: `say('tickets.newTicket')`, with values where the text has placeholders. */
export type Say = (key: string, values?: Record<string, string | number>) => string

/** The words in English. */
export const inEnglish: Say = createTranslator({ locale: 'en', messages: strings }) as Say
