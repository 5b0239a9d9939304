import { fileURLToPath } from 'node:url'
import compile from 'icu-minify/compile'
import type { Plugin } from 'vite'
import { strings } from '../src/app/catalogue.ts'

const SOURCES = fileURLToPath(new URL('../src/', import.meta.url)).replaceAll('\\', '/')

/** Texts by key. */
export type Strings = { [key: string]: string | Strings }

/** ICU messages as the arrays that `use-intl/format-message/format-only` formats, so that no page loads a parser. */
export const compiled = (text: string | Strings): unknown =>
  typeof text === 'string'
    ? compile(text)
    : Object.fromEntries(Object.entries(text).map(([key, value]) => [key, compiled(value)]))

const USE = /\buseTranslations\(([^)]*)\)/g

/**
 * Loads the strings of a feature with the modules that use them, instead of all strings with every page: a module that calls
 * `useTranslations('tickets')` imports `tickets/strings.ts`, which adds its strings, compiled, to those of the page.
 */
export const stringsWithFeatures = (): Plugin => ({
  name: 'strings-with-features',
  enforce: 'pre',
  config: () => ({ resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } } }),
  transform(code, id) {
    const file = id.split('?')[0]!.replaceAll('\\', '/')
    if (!file.startsWith(SOURCES) || !/\.tsx?$/.test(file)) return
    const [, feature] = /^(\w+)\/strings\.ts$/.exec(file.slice(SOURCES.length)) ?? []
    if (feature) return stringsModule(code, feature)
    const features = new Set([...code.matchAll(USE)].map(([, argument]) => featureIn(argument!, file)))
    const imports = [...features].map((used) => `import ${JSON.stringify(`${SOURCES}${used}/strings.ts`)}`)
    // In the last line, so that all others keep their numbers.
    return imports.length === 0 ? undefined : { code: `${code}\n${imports.join('\n')}\n`, map: null }
  },
})

const featureIn = (argument: string, file: string): string => {
  const [, feature] = /^'(\w+)(?:\.\w+)*'$/.exec(argument) ?? []
  if (!feature || !(feature in strings)) throw new Error(`${file}: useTranslations needs the name of a feature`)
  return feature
}

const stringsModule = (code: string, feature: string) => {
  const [, name] = /^export const (\w+) = /m.exec(code) ?? []
  if (!name || !(feature in strings)) throw new Error(`${feature}/strings.ts is not part of app/catalogue.ts`)
  const value = JSON.stringify(compiled(strings[feature as keyof typeof strings]))
  return {
    code: `import { addStrings } from '../lib/loadedStrings.ts'\nexport const ${name} = ${value}\naddStrings('${feature}', ${name})\n`,
    map: null,
  }
}
