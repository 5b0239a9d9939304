import {
  ExternalLink,
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileText,
  FileVideo,
  type LucideIcon,
} from 'lucide-react'
import type { FileKind } from './format.ts'

const ICONS: Record<FileKind, LucideIcon> = {
  image: FileImage,
  video: FileVideo,
  audio: FileAudio,
  pdf: FileText,
  archive: FileArchive,
  text: FileText,
  file: File,
  link: ExternalLink,
}

/** The icon for a file kind. */
export const FileIcon = ({ kind, className }: { kind: FileKind; className?: string }) => {
  const Icon = ICONS[kind]
  return <Icon aria-hidden className={className ?? 'size-5 shrink-0'} />
}
