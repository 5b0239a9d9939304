// Extensions for the same content; each list starts with the standard one.
const KINDS = [
  ['jpg', 'jpeg', 'jpe', 'jfif', 'jif', 'pjpeg', 'pjp', 'mpo', 'thm'],
  ['png', 'apng'],
  ['avif', 'avifs'],
  ['mp4', 'm4v', 'mov', 'qt', 'm4a', 'm4b', 'm4p', 'm4r', 'mp4v', 'f4v', 'f4p', 'f4a', 'f4b', '3gp', '3g2'],
  ['webm', 'weba', 'mkv', 'mka', 'mks', 'mk3d'],
  ['ogg', 'oga', 'ogv', 'ogx', 'ogm', 'opus', 'spx'],
  ['mp3', 'mp2', 'mp1', 'mpga', 'mpa', 'm2a'],
  ['aac', 'adts', 'adt'],
  ['wav', 'wave', 'bwf'],
  ['pdf', 'ai'],
  ['zip', 'jar'],
  ['cfb', 'msi'],
  ['exe', 'com', 'scr', 'pif', 'cpl', 'dll', 'sys', 'drv', 'ocx', 'ax', 'efi', 'mui', 'xll', 'node', 'pyd', 'winmd'],
  ['elf', 'so', 'o', 'ko', 'out', 'run', 'axf', 'appimage'],
  ['macho', 'dylib', 'o', 'so', 'bundle'],
]

/** The extension of a file name in lower case, without the dot; empty if there is none. */
export function extensionOf(name: string): string {
  return /[^.]\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** Whether two extensions stand for the same content. */
export function isSameKind(one: string, other: string): boolean {
  return one === other || KINDS.some((kind) => kind.includes(one) && kind.includes(other))
}
