// node --import server/test/loadedModules.mjs …: when the process ends, the file LOADED_MODULES has the URL or path of every module that
// it has loaded, one a line.
import { appendFileSync } from 'node:fs'
import { createRequire, register } from 'node:module'

const HOOKS = `
  import { appendFileSync } from 'node:fs'
  export async function load(url, context, next) {
    appendFileSync(process.env.LOADED_MODULES, url + '\\n')
    return next(url, context)
  }`
register(`data:text/javascript,${encodeURIComponent(HOOKS)}`)
// What CommonJS modules require does not pass the hooks.
const { cache } = createRequire(import.meta.url)
process.on('exit', () => appendFileSync(process.env.LOADED_MODULES, `${Object.keys(cache).join('\n')}\n`))
