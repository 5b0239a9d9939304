/** The longest side of an image that is uploaded, in pixels: it is shown much smaller. */
const SIDE_PX = 512

/** An image file as a PNG in Base64, at most 512 pixels wide and high. Null if the browser cannot decode it. */
export const shrunkImage = async (file: File): Promise<string | null> => {
  const url = URL.createObjectURL(file)
  try {
    // An <img> also decodes SVG, which the server does not.
    const image = new Image()
    image.src = url
    await image.decode()
    const { width, height } = sizeOf(image)
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    canvas.getContext('2d')!.drawImage(image, 0, 0, width, height)
    return canvas.toDataURL('image/png').split(',')[1] ?? null
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(url)
  }
}

// An SVG without a size of its own gets one.
const sizeOf = ({ naturalWidth, naturalHeight }: HTMLImageElement): { width: number; height: number } => {
  const [width, height] = [naturalWidth || SIDE_PX, naturalHeight || SIDE_PX]
  const scale = Math.min(1, SIDE_PX / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
