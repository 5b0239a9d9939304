import { createContext, useContext } from 'react'
import { mentionsIn } from './mention.ts'

/** The people mentioned in the surrounding note. */
export const MentionedContext = createContext<readonly string[]>([])

/** Text with highlighted mentions. */
export const Mentions = ({ text }: { text: string }) => {
  const names = useContext(MentionedContext)
  if (names.length === 0) return text
  return mentionsIn(text, names).map((piece, index) =>
    piece.isMention ? (
      <strong key={index} className="rounded-sm bg-selected px-0.5 font-semibold text-accent-text">
        {piece.text}
      </strong>
    ) : (
      piece.text
    ),
  )
}
