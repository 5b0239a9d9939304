/** A number of things as text: "1 ticket", "2,000 tickets". `many` is the plural, unless it only has an s. */
export function counted(count: number, thing: string, many = `${thing}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? thing : many}`
}
