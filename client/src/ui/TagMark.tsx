import { Hash } from 'lucide-react'
import { useTagColor } from './tagColors.ts'

/** The sign of a tag in a list of tags, in its colour. */
export const TagMark = ({ name }: { name: string }) => (
  <Hash aria-hidden data-tag-color={useTagColor(name)} className="size-3.5 shrink-0 text-tag" />
)
