import { currentOperation } from './operation.ts'

const ignore = () => {}

/**
 * Runs `work` for the whole desk, within an admin's operation: also on rows that the admin cannot see, such as the private views of others and
 * the tickets of a private desk. The transaction then has no viewer, which policies recognise (`for_whole_desk()`), and acts in no restricted
 * role. The caller has checked that the viewer is an admin; `work` returns nothing that they may not know.
 */
export async function forWholeDesk<T>(work: () => Promise<T>): Promise<T> {
  const operation = currentOperation()
  const { role, userId } = operation.identity
  if (role !== 'admin') throw new Error('Only an admin acts for the whole desk.')
  const act = async (viewer: string, as: string) => {
    await operation.query({ text: `SELECT set_config('parley.viewer_id', $1, true)`, values: [viewer] })
    await operation.query({ text: `SELECT set_config('role', ${as}, true)` })
  }
  await act('', `'parley_staff'`)
  try {
    return await work()
  } finally {
    // After a failed statement there is nothing to go back to: its transaction is rolled back.
    await act(userId ?? '', 'database_role()').catch(ignore)
  }
}
