/** Pasted or dropped files, and their text. */
export type Transfer = {
  files: readonly File[]
  /** The names of folders, which cannot be attached. */
  folders: readonly string[]
  text: string
  html: string
}

/** Reads a clipboard or a drop; it can be read only while its event lasts. */
export const readTransfer = (data: DataTransfer): Transfer => {
  const files: File[] = []
  const folders: string[] = []
  for (const item of data.items) {
    const file = item.kind === 'file' ? item.getAsFile() : null
    if (!file) continue
    if (item.webkitGetAsEntry?.()?.isDirectory) folders.push(file.name)
    else files.push(file)
  }
  return { files, folders, text: data.getData('text/plain'), html: data.getData('text/html') }
}

/**
 * Whether what is pasted is text or files. Programs describe what they copy in several ways at once: file managers add
 * the names of the files as text, browsers the address of a picture, and office programs a picture of the text.
 */
export const contentOf = ({ files, folders, text, html }: Transfer): 'text' | 'files' => {
  const names = [...files.map(({ name }) => name), ...folders]
  if (names.length === 0) return 'text'
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  if (lines.length === 0) return 'files'
  if (lines.every((line) => names.some((name) => isNameOf(line, name)))) return 'files'
  if (folders.length > 0 || files.some(({ type }) => !type.startsWith('image/'))) return 'files'
  return isPicture(html) || (html === '' && lines.length === 1 && isAddressOfPicture(lines[0]!)) ? 'files' : 'text'
}

/** Whether a line of text is a file's name, with or without its path and its extension. */
const isNameOf = (line: string, name: string): boolean => {
  const [given, whole] = [decoded(line.trim()).normalize('NFC'), name.normalize('NFC')]
  const last = given
    .replace(/[/\\]+$/, '')
    .split(/[/\\]/)
    .at(-1)
  return [given, last].some((one) => one === whole || one === whole.replace(/\.[^.]+$/, ''))
}

/** Whether a piece of HTML is one picture and no text. Trusted Types forbid parsing it, and tags are enough to know. */
const isPicture = (html: string): boolean => {
  const text = html
    .replace(/<!--[^]*?-->|<(head|style|script|title)\b[^]*?<\/\1\s*>/gi, '')
    .replace(/<[^>]*>|&nbsp;|&#160;/gi, '')
  return html.match(/<img\b/gi)?.length === 1 && text.trim() === ''
}

const isAddressOfPicture = (line: string): boolean =>
  /^(https?:|file:|data:image\/|[/~\\]|[A-Za-z]:\\)\S*$/.test(line.trim()) ||
  /^[/~].*\.(png|jpe?g|gif|webp|heic|tiff?|bmp|avif)$/i.test(line.trim())

const decoded = (line: string): string => {
  if (!line.startsWith('file:')) return line
  try {
    return decodeURIComponent(line)
  } catch {
    return line
  }
}
