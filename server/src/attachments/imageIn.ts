import { UserError } from '../platform/userError.ts'

/** How large images can be, in bytes: with the rest of a request they fit into the limit of its body. */
const MAX_BYTES = 700_000

/** The bytes of an image in the input, given as Base64. Throws a UserError that names the field. */
export function imageIn(text: string): Buffer {
  const image = Buffer.from(text, 'base64')
  if (image.length > MAX_BYTES)
    throw new UserError('VALIDATION', `An image can have at most ${MAX_BYTES / 1000} kB.`, ['input', 'image'])
  return image
}

/** The error of an image that cannot be decoded. */
export const notAnImage = (): UserError =>
  new UserError('VALIDATION', 'This is not a picture. Choose a PNG, JPEG, WebP, GIF or AVIF file.', ['input', 'image'])
