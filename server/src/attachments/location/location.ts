import { filmPatches } from './film.ts'
import { picturePatches } from './picture.ts'
import { pngPatches } from './png.ts'
import type { Patch } from '../../platform/files/blobs.ts'
import type { Source } from './source.ts'

const FILM = /^(video\/(mp4|quicktime|x-m4v|3gpp2?)|audio\/(mp4|x-m4a))$/

/** Whether the location can be removed from files of this type. */
export function mayHaveLocation(contentType: string): boolean {
  return (contentType.startsWith('image/') && contentType !== 'image/vnd.dwg') || FILM.test(contentType)
}

/**
 * Patches for a file that remove its location. The file keeps its length, pixels, orientation and colour profile. There are
 * no patches for a file whose location has already been removed.
 */
export function locationPatches(contentType: string, source: Source): Promise<Patch[]> {
  if (FILM.test(contentType)) return filmPatches(source)
  return /^image\/a?png$/.test(contentType) ? pngPatches(source) : picturePatches(source)
}
