/** The email addresses in a text, each once, and the first word that is none. The server checks them more strictly. */
export const addressesIn = (text: string): { addresses: string[]; wrong: string | undefined } => {
  const words = [...new Set(text.split(/[\s,;]+/).filter(Boolean))]
  return { addresses: words, wrong: words.find((word) => !/^[^@]+@[^@]+$/.test(word)) }
}

/** A name for a new account: "ruth.adeyemi@desk.example" → "Ruth Adeyemi". */
export const nameFrom = (address: string): string => {
  const words = address.slice(0, address.indexOf('@')).split(/[._\-+]+/)
  const name = words
    .filter(Boolean)
    .map((word) => word.charAt(0).toLocaleUpperCase() + word.slice(1))
    .join(' ')
  return name || address
}
