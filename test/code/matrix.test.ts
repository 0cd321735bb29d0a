import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Cases have one name and one meaning in all languages: `cases.json` says what each shows, `fixtures/code/README.md` which language has it. */
const fixtures = join(import.meta.dirname, '../fixtures/code')
const facts = new Map(
  Object.entries(JSON.parse(readFileSync(join(import.meta.dirname, 'cases.json'), 'utf8')) as Record<string, string>),
)

const foldersIn = (path: string): readonly string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)

const languages = foldersIn(fixtures)
const casesOf = new Map(languages.map((language) => [language, foldersIn(join(fixtures, language))]))
const all = new Set([...casesOf.values()].flat())

const least: Readonly<Record<string, number>> = {
  python: 40,
  javascript: 40,
  typescript: 40,
  go: 25,
  java: 25,
  csharp: 25,
  ruby: 25,
  kotlin: 10,
  rust: 10,
  php: 10,
}

test.each(Object.entries(least))('%s has at least %i cases', (language, count) => {
  expect(casesOf.get(language)?.length ?? 0).toBeGreaterThanOrEqual(count)
})

test('every language with cases is in the matrix', () => {
  expect(languages.filter((language) => least[language] === undefined)).toEqual([])
})

test('every case says in cases.json what it shows', () => {
  expect([...all].filter((name) => !facts.has(name)).sort()).toEqual([])
})

test('everything that cases.json says is shown by a case', () => {
  expect([...facts.keys()].filter((name) => !all.has(name))).toEqual([])
})

test('no two cases show the same', () => {
  expect(new Set(facts.values()).size).toBe(facts.size)
})

test('every case has an expectation', () => {
  const paths = [...casesOf].flatMap(([language, names]) => names.map((name) => join(language, name)))
  expect(paths.filter((path) => !existsSync(join(fixtures, path, 'expected.json')))).toEqual([])
})
