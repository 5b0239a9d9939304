import { partsOf } from './excerptParts.ts'

/** An excerpt as plain text, with the matches marked. */
export const Excerpt = ({ text }: { text: string }) =>
  partsOf(text).map(({ text: part, isMatch }, index) =>
    isMatch ? (
      <mark key={index} className="rounded-sm bg-match font-medium text-text">
        {part}
      </mark>
    ) : (
      part
    ),
  )
