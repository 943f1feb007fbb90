import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { isWordKey } from '../../src/web/words.ts'

const views = fileURLToPath(new URL('../../views', import.meta.url))

const keysOf = (template: string) => [...template.matchAll(/[({]t "([^"]+)"/g)].map(([, key]) => key)

const wordless = (template: string) => keysOf(template).filter((key) => !isWordKey(key))

// Files of messages are spread into one tree: two that use the same word take each other's keys away, and nothing else says so.
describe('the words of the templates', () => {
  const templates = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.hbs'))

  test.each(templates)('are all there in %s', (name) => {
    expect(wordless(readFileSync(join(views, name), 'utf8'))).toEqual([])
  })

  test('would be missed if one were taken away', () => {
    expect(wordless('{{t "site.name"}} {{> info title=(t "site.planted")}}')).toEqual(['site.planted'])
  })
})
