import { isUtf8 } from 'node:buffer'
import { bool, set, string, stringOf } from '../value/construct.ts'
import { isKnown, knownString, toText } from '../value/convert.ts'
import type { Value } from '../value/value.ts'
import type { FunctionContext, FunctionFile } from './context.ts'
import {
  anyParameter,
  type Failure,
  type FunctionDefinition,
  type FunctionTable,
  failure,
  type Result,
  stringParameter,
  undecided,
} from './definition.ts'
import { bytesOf, pathParameter } from './file-contents.ts'
import { compileGlob } from './glob.ts'
import { goQuote } from './go-quote.ts'

const text = (value: Value | undefined): string => (value && knownString(value)) ?? ''

/** Reports a file that is not there, which may be one that is built before Terraform runs. */
const withFile = (path: string, name: string, context: FunctionContext, use: (file: FunctionFile) => Result): Result => {
  const file = context.readFile(path)
  if (!('error' in file)) return use(file)
  context.report({
    severity: 'warning',
    summary: 'File not read',
    detail: `The function "${name}" needs the file ${JSON.stringify(path)}: ${file.error}.`,
    location: context.location,
  })
  return undecided(`the file ${path} was not read`)
}

const ofPath = (change: (path: string) => string): FunctionDefinition => ({
  parameters: [pathParameter],
  call: ([path]) => string(change(text(path))),
})

/** As Go's `path.Clean`. */
const cleanPath = (path: string): string => {
  const rooted = path.startsWith('/')
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') kept.push(segment)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!rooted) kept.push(segment)
  }
  return (rooted ? '/' : '') + kept.join('/') || '.'
}

const dirname = (path: string): string => cleanPath(path.slice(0, path.lastIndexOf('/') + 1))

const basename = (path: string): string => {
  if (path === '') return '.'
  const trimmed = path.replace(/(?<!\/)\/+$/, '')
  return trimmed === '' || /^\/+$/.test(trimmed) ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

const fileSet = ([folderValue, patternValue]: readonly Value[], context: FunctionContext): Result => {
  const above = /^(?:\.\.?\/)*/.exec(text(patternValue))?.[0] ?? ''
  const pattern = text(patternValue).slice(above.length)
  const wanted = compileGlob(pattern)
  if (!wanted)
    return failure(`failed to glob pattern ${goQuote(`${text(folderValue)}/${text(patternValue)}`)}: syntax error in pattern`)
  const found = context.findFiles(above === '' ? text(folderValue) : `${text(folderValue)}/${above}`, wanted)
  const prefix = above.replace(/(?<![^/])\.\//g, '')
  return 'error' in found ? undecided(found.error) : set(found.map((path) => string(prefix + path)))
}

const isFolder = (path: string, context: FunctionContext): boolean => {
  const found = context.findFiles(path, () => true)
  return !('error' in found) && found.length > 0
}

const contentsOf = (path: string, file: FunctionFile, context: FunctionContext): Result => {
  const bytes = file.text.includes('\ufffd') ? bytesOf(path, file, context) : undefined
  return !bytes || isUtf8(bytes)
    ? string(file.text)
    : failure(
        `contents of ${goQuote(path)} are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead`,
      )
}

const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u

const wrongVariables = (variables: Value | undefined): Failure | undefined => {
  if (!variables || variables.kind === 'unknown') return undefined
  if (!('entries' in variables)) return failure('invalid vars value: must be a map', 'vars')
  const odd = [...variables.entries.keys()].find((name) => !identifier.test(name))
  return odd === undefined
    ? undefined
    : failure(
        `invalid template variable name ${goQuote(odd)}: must start with a letter, followed by zero or more letters, digits, and underscores`,
        'vars',
      )
}

const render = (template: FunctionFile, variables: Value | undefined, context: FunctionContext): Result => {
  if (!variables || !('entries' in variables)) return undefined
  const rendered = context.renderTemplate(template, variables)
  return rendered.kind === 'null'
    ? failure('Template result is null; The result of the template is null, which is not a valid result for a template')
    : rendered
}

/** https://developer.hashicorp.com/terraform/language/functions/file and the others of its group. */
export const filesystemFunctions: FunctionTable = {
  file: {
    parameters: [pathParameter],
    call: ([path], context) => withFile(text(path), 'file', context, (file) => contentsOf(text(path), file, context)),
  },
  filebase64: {
    parameters: [pathParameter],
    call: ([path], context) =>
      withFile(text(path), 'filebase64', context, (file) => {
        const bytes = bytesOf(text(path), file, context)
        return bytes
          ? string(Buffer.from(bytes).toString('base64'))
          : undecided('the file is not text, and its bytes are not at hand')
      }),
  },
  fileexists: {
    parameters: [pathParameter],
    call: ([path], context) => {
      const exists = context.fileExists(text(path))
      if (exists === false && isFolder(text(path), context)) return failure(`${goQuote(text(path))} is a directory, not a file`)
      return exists === undefined ? undecided('it cannot be told whether the file is there') : bool(exists)
    },
  },
  fileset: { parameters: [pathParameter, stringParameter('pattern')], call: fileSet },
  templatefile: {
    parameters: [pathParameter, anyParameter('vars')],
    partial: true,
    call: ([path, variables], context) => {
      if (!path || !isKnown(path)) return undefined
      const wrong = wrongVariables(variables)
      if (wrong) return wrong
      return withFile(text(path), 'templatefile', context, (file) => render(file, variables, context))
    },
  },
  templatestring: {
    parameters: [stringParameter('template'), anyParameter('vars')],
    partial: true,
    call: ([template, variables], context) => {
      if (!template || !isKnown(template)) return undefined
      const wrong = wrongVariables(variables)
      if (wrong) return wrong
      return render({ path: (template.origin ?? context.location).file.path, text: text(template) }, variables, context)
    },
  },
  abspath: {
    parameters: [pathParameter],
    call: ([path], context) => {
      const absolute = context.absolutePath(text(path))
      return absolute === undefined ? undecided('it depends on the machine that applies') : string(absolute)
    },
  },
  pathexpand: {
    parameters: [pathParameter],
    call: ([path]) =>
      /^~(?:\/|$)/.test(text(path)) ? undecided('it depends on the home folder of who applies') : string(text(path)),
  },
  basename: {
    parameters: [pathParameter],
    partial: true,
    call: ([path]) => {
      const parts = (path && toText(path)) ?? []
      const last = parts.at(-1)
      if (parts.length < 2) return typeof last === 'object' ? undefined : string(basename(last ?? ''))
      const slash = typeof last === 'string' ? last.lastIndexOf('/') : -1
      return typeof last === 'string' && slash !== -1 && slash < last.length - 1 ? stringOf([last.slice(slash + 1)]) : undefined
    },
  },
  dirname: ofPath(dirname),
}
