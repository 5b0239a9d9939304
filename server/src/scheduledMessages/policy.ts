import type { Viewer } from '../viewer/viewer.ts'

/** Only its author edits, sends or cancels a scheduled message. */
export const canChangeScheduled = (viewer: Pick<Viewer, 'id'>, message: { authorId: string }): boolean =>
  message.authorId === viewer.id
