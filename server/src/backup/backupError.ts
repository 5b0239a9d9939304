import { StartError } from '../platform/errors/startError.ts'

/** The codes of docs/errors.md. */
type BackupCode =
  | 'BACKUP_NOT_A_BACKUP'
  | 'BACKUP_TRUNCATED'
  | 'BACKUP_DAMAGED'
  | 'BACKUP_NEWER'
  | 'BACKUP_OTHER_DESK'
  | 'BACKUP_FILES_ELSEWHERE'
  | 'BACKUP_DIFFERS'
  | 'BACKUP_NO_DESK'
  | 'BACKUP_DISK_FULL'
  | 'BACKUP_CANNOT_WRITE'
  | 'BACKUP_CANNOT_READ'
  | 'DESK_NOT_EMPTY'
  | 'DESK_RUNNING'

/** Why a backup or a restore did not succeed. The code ends its message. */
export class BackupError extends StartError {
  constructor(
    readonly code: BackupCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(`${message} (${code})`, options)
  }
}
