import { createHash } from 'node:crypto'
import type pg from 'pg'
import { imageIn, notAnImage } from '../attachments/imageIn.ts'
import { portraitOf } from '../attachments/picture.ts'
import type { Viewer } from '../viewer/viewer.ts'

const SET = `
  with picture as (insert into user_pictures (user_id, data) values ($1, $2) on conflict (user_id) do update set data = excluded.data)
  update users set avatar_url = $3, updated_at = now() where id = $1`
const REMOVE = `
  with picture as (delete from user_pictures where user_id = $1) update users set avatar_url = null, updated_at = now() where id = $1`

/**
 * Sets the viewer's picture, or removes it. Through the pool of sign-in, because operations cannot change their own row of `users`; it
 * commits by itself. Returns its address, which changes with the picture, so that browsers can keep it.
 */
export async function setPicture(auth: pg.Pool, viewer: Viewer, image: string | null): Promise<string | null> {
  if (image === null) {
    await auth.query({ name: 'remove_picture', text: REMOVE, values: [viewer.id] })
    return null
  }
  const data = await portraitOf(imageIn(image))
  if (!data) throw notAnImage()
  const version = createHash('sha256').update(data).digest('hex').slice(0, 16)
  const url = `/api/pictures/${viewer.id}?v=${version}`
  await auth.query({ name: 'set_picture', text: SET, values: [viewer.id, data, url] })
  return url
}
