import type { Client } from 'urql'
import { chooseLanguage, pickedLanguage } from '../languages/language.ts'
import {
  SetLocaleDocument,
  type SetLocaleMutation,
  type SetLocaleMutationVariables,
  type ViewerFieldsFragment,
} from './viewer.generated.ts'

/** Tells the server the language and the time zone of the browser, if the account does not know them yet. */
export const reportLocale = async (
  client: Client,
  { chosenLanguage, language, timeZone }: ViewerFieldsFragment,
): Promise<void> => {
  const picked = chosenLanguage === null ? pickedLanguage() : null
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (picked === null && timeZone === zone && (chosenLanguage !== null || language === navigator.language)) return
  const input = { ...(picked !== null && { language: picked }), browserLanguage: navigator.language, timeZone: zone }
  const variables: SetLocaleMutationVariables = { input }
  const { data } = await client.mutation<SetLocaleMutation>(SetLocaleDocument, variables).toPromise()
  // It belongs to this account now, not to the next one that signs in here.
  if (picked !== null && data?.setLocale.errors.length === 0) await chooseLanguage(picked)
}
