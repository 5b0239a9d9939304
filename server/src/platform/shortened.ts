/** At most so many characters of a text, with an ellipsis where some are missing. */
export function shortened(text: string, max: number): string {
  const characters = [...text]
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : text
}
