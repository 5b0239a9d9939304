import type pg from 'pg'
import type { Logger } from '../platform/log.ts'

type Privacy = 'open' | 'participants'

/** The privacy that the environment asks for: a counselling desk is private unless it says otherwise. */
export function privacyOf(env: { DESK_PRIVACY?: Privacy | undefined; DESK_PROFILE: string }): Privacy {
  return env.DESK_PRIVACY ?? (env.DESK_PROFILE === 'counselling' ? 'participants' : 'open')
}

/**
 * Writes the desk's privacy, as maintenance, when the server starts. Only the operator decides: an admin who could open the desk would have
 * access in secret. A change is logged, and in the audit log.
 */
export async function setPrivacy(client: pg.ClientBase, privacy: Privacy, log: Logger): Promise<void> {
  const { rowCount } = await client.query(
    `WITH before AS (SELECT id, privacy FROM desk_settings WHERE privacy <> $1::desk_privacy FOR UPDATE),
      changed AS (UPDATE desk_settings d SET privacy = $1::desk_privacy FROM before WHERE d.id = before.id RETURNING d.id)
    SELECT audit('settings_changed', NULL, NULL, NULL, jsonb_build_object('privacy', jsonb_build_array(before.privacy, $1::text)), NULL, NULL)
    FROM before JOIN changed USING (id)`,
    [privacy],
  )
  if (rowCount) log.warn({ privacy }, 'The privacy of the desk was changed')
}
