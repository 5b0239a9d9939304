export type Whose = {
  name?: string
  /** What is said after the name, or instead of one. */
  text?: string | null
}

/** Whose a ticket is. A name has a direction of its own, so that it is cut at its end; what follows it is cut first. */
export const WhoseText = ({ name, text }: Whose) => (
  <span className="flex min-w-0 flex-1">
    {name && <bdi className="max-w-full shrink-0 truncate">{name}</bdi>}
    {text && <span className="min-w-0 overflow-hidden text-ellipsis whitespace-pre">{text}</span>}
  </span>
)
