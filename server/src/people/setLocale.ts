import type pg from 'pg'
import { isLanguage } from '../languages/languages.ts'
import { checkTimeZone } from '../platform/timeZone.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** What a person or their browser says; undefined keeps what is stored. */
export interface LocaleChange {
  /** Null: that of the browser. */
  language?: string | null
  browserLanguage?: string | null
  timeZone?: string | null
}

const SET = `
  update users set language = case when $2 then $3 else language end, browser_language = coalesce($4, browser_language),
      time_zone = coalesce($5, time_zone)
    where id = $1 and (case when $2 then $3 else language end, coalesce($4, browser_language), coalesce($5, time_zone))
      is distinct from (language, browser_language, time_zone)`

/** Sets the language of the viewer's screen and mails, or what their browser says. Like `setPicture`, it commits by itself. */
export async function setLocale(auth: pg.Pool, viewer: Viewer, change: LocaleChange): Promise<void> {
  const { language, browserLanguage, timeZone } = change
  if (language != null && !isLanguage(language)) throw invalid('language', 'Parley is not translated into it.')
  if (timeZone != null) await checkTimeZone(timeZone)
  const browser = browserLanguage == null ? null : languageTag(browserLanguage)
  const values = [viewer.id, language !== undefined, language ?? null, browser, timeZone ?? null]
  await auth.query({ name: 'set_locale', text: SET, values })
}

/** The longest tag of a language, in characters. */
const TAG_MAX = 35

function languageTag(text: string): string {
  try {
    if (text.length <= TAG_MAX) return Intl.getCanonicalLocales(text)[0]!
  } catch {
    // Not a tag.
  }
  throw invalid('browserLanguage', 'This is not a language tag, such as `de-AT`.')
}

const invalid = (field: string, message: string) => new UserError('VALIDATION', message, ['input', field])
