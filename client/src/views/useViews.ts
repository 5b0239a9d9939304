import { useViewer } from '../viewer/useViewer.ts'
import { type View, viewsOf } from './views.ts'

/** Views of what people and shops write to each other. */
const OF_SHOPS: ReadonlySet<string> = new Set(['disputes', 'with-shops', 'from-customers', 'my-customers'])

/** The viewer's views; in a counselling desk nobody writes to shops. */
export const useViews = (): View[] => {
  const { viewer, desk } = useViewer()
  return viewsOf(viewer).filter(({ id }) => desk.profile !== 'COUNSELLING' || !OF_SHOPS.has(id))
}
