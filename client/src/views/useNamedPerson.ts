import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { useNamedPersonQuery } from './views.generated.ts'

/** The person with this id, as soon as known; null for none. */
export const useNamedPerson = (id: string | undefined): PersonFieldsFragment | null => {
  const [{ data }] = useNamedPersonQuery({ variables: { id: id ?? '' }, pause: !id })
  return data?.node && 'name' in data.node && data.node.id === id ? data.node : null
}
