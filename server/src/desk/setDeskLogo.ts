import { imageIn, notAnImage } from '../attachments/imageIn.ts'
import { logoOf } from '../attachments/picture.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { canSetDesk } from './policy.ts'

const write = statement<{ version: string }>(`
  INSERT INTO desk_logo (data) VALUES ($1)
  ON CONFLICT (id) DO UPDATE SET data = excluded.data, version = gen_random_uuid() RETURNING version`)
const remove = statement('DELETE FROM desk_logo')

/** Sets the desk's logo, or removes it. Admins only. */
export async function setDeskLogo(viewer: Viewer, image: string | null): Promise<void> {
  if (!canSetDesk(viewer)) throw new UserError('FORBIDDEN', 'Only admins can change the desk settings.')
  if (image === null) return void (await remove.rows())
  const data = await logoOf(imageIn(image))
  if (!data) throw notAnImage()
  await write.rows(data)
}
