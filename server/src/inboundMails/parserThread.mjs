// Starts parserThread.ts on its thread: Node loads TypeScript there only with tsx's help.
import { tsImport } from 'tsx/esm/api'

await tsImport('./parserThread.ts', import.meta.url)
