// Loads parserThread.ts in a worker thread, where Node needs tsx to load TypeScript.
import { tsImport } from 'tsx/esm/api'

await tsImport('./parserThread.ts', import.meta.url)
