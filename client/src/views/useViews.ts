import { useViewer } from '../viewer/useViewer.ts'
import { type View, viewsOf } from './views.ts'

/** The viewer's views; a counselling desk has no shops, and so no disputes. */
export const useViews = (): View[] => {
  const { viewer, desk } = useViewer()
  return viewsOf(viewer).filter(({ id }) => id !== 'disputes' || desk.profile !== 'COUNSELLING')
}
