import { useEffect } from 'react'
import { useTagColors } from '../ui/tagColors.ts'
import { useListSearch } from './useTicketSearch.ts'
import { useTagChangedSubscription, useTagColorsQuery } from './views.generated.ts'

/** Keeps the colours of tags, and a filter by a tag that gets another name. For staff. */
export const TagFeed = () => {
  const [{ data }] = useTagColorsQuery()
  const [search, change] = useListSearch()
  useTagChangedSubscription({}, (_before, delivery) => {
    const { tag } = delivery.tagChanged
    const names = search.tag?.map((name) => (tag?.formerNames.includes(name) ? tag.name : name))
    if (names?.some((name) => !search.tag?.includes(name))) change({ tag: [...new Set(names)] }, { replace: true })
    return delivery
  })
  useEffect(() => {
    if (!data) return
    const colors = data.tagColors.flatMap(({ name, color }) => (color ? [[name, color] as const] : []))
    useTagColors.setState(Object.fromEntries(colors), true)
  }, [data])
  return null
}
