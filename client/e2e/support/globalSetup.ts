import { addPeople } from './people.ts'
import { DeskServer } from './server.ts'

/** Starts one server for the whole run, with people for the tests. Returns a function that stops it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const server = await new DeskServer().start()
  await addPeople(server.dataDir)
  process.env.E2E_URL = server.url
  process.env.E2E_DATA_DIR = server.dataDir
  return () => server.stop()
}
