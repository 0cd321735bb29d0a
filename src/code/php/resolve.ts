import { posix } from 'node:path'
import { oncePer } from '../once-per.ts'
import type { CodePackage, HandlerResolution, ImportResolution } from '../program.ts'
import { autoloadedFiles } from './autoload.ts'
import { declarationsOf, onlyHeir } from './declarations.ts'
import { fileEntry } from './entries.ts'
import { isAutoloader } from './includes.ts'
import { lastSegment } from './unit.ts'

const resolved = oncePer<CodePackage['files'], Map<string, ImportResolution>>()

/** A class, `save()`, `const LIMIT`, `file ./store.php`, `config services`, or `!` and a reason: see `unit.ts`. */
export const resolveImport = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  const known = resolved(pkg.files, () => new Map())
  const key = module.startsWith('file ') ? `${posix.dirname(from)} ${module}` : module
  const found = known.get(key) ?? resolveOne(module, from, pkg)
  known.set(key, found)
  return found
}

const resolveOne = (module: string, from: string, pkg: CodePackage): ImportResolution => {
  if (module.startsWith('!')) return { kind: 'missing', reason: module.slice(1) }
  if (module.startsWith('file ')) return included(module.slice('file '.length), from, pkg)
  if (module.startsWith('config ')) return configuration(module.slice('config '.length), pkg)
  if (module.startsWith('const ') || module.includes('()')) return declared(module, pkg)
  return classFile(module, pkg)
}

const included = (path: string, from: string, pkg: CodePackage): ImportResolution => {
  const plain = path.replace(/^\/var\/task\//, '/')
  const places = /^\.{1,2}\/|^\//.test(plain)
    ? [posix.join(posix.dirname(from), plain)]
    : [posix.join(posix.dirname(from), plain), plain]
  const all = [...places, ...(path.startsWith('/var/task/') ? [plain.slice(1)] : [])]
  const found = all.map((one) => posix.normalize(one)).find((one) => pkg.files.has(one))
  if (isAutoloader(path)) return autoloader
  if (found !== undefined) return { kind: 'files', paths: [found] }
  return { kind: 'missing', reason: `${from} includes "${posix.normalize(path)}", which is not in the package` }
}

const autoloader: ImportResolution = { kind: 'external', name: 'autoload' }

const configuration = (name: string, pkg: CodePackage): ImportResolution => {
  const path = `config/${name}.php`
  return pkg.files.has(path)
    ? { kind: 'files', paths: [path] }
    : { kind: 'external', name: `config.${name}`, label: `the configuration "${name}"` }
}

/** Without a namespace, functions and constants are the language's. */
const declared = (module: string, pkg: CodePackage): ImportResolution => {
  const names = module.split('|')
  const { files } = declarationsOf(pkg)
  const path = names.map((name) => files.get(name.toLowerCase())).find((one) => one !== undefined)
  if (path !== undefined) return { kind: 'files', paths: [path] }
  const last = lastSegment((names.at(-1) ?? module).replace(/^const |\(\)$/g, ''))
  return { kind: 'external', name: last }
}

/** Frameworks that choose what runs by their own configuration. */
const containers =
  /^(?:Illuminate\\(?:Foundation\\Application|Contracts\\(?:Http|Console)\\Kernel|Foundation\\(?:Http|Console)\\Kernel)|Symfony\\Component\\(?:HttpKernel\\Kernel|Runtime\\.*)|Symfony\\Bundle\\FrameworkBundle\\.*|Laravel\\Lumen\\Application|Laminas\\Mvc\\Application|Cake\\Http\\Server|CodeIgniter\\.*|yii\\web\\Application|Bref\\LaravelBridge\\.*|Bref\\SymfonyBridge\\.*)$/

/** With `?`, what a container gives for the name. */
const classFile = (module: string, pkg: CodePackage): ImportResolution => {
  const name = module.replace(/\?$/, '')
  const declarations = declarationsOf(pkg)
  const isAbstract = module.endsWith('?') && declarations.abstract.has(name.toLowerCase())
  const heir = isAbstract ? onlyHeir(name, declarations) : undefined
  const autoloaded = autoloadedFiles(heir ?? name, pkg)
  const path = autoloaded.path ?? declarations.files.get((heir ?? name).toLowerCase())
  if (path !== undefined) return { kind: 'files', paths: [path] }
  if (containers.test(name))
    return { kind: 'missing', reason: `${name} calls the program by its configuration, which is not followed` }
  const root = (name.split('\\')[0] ?? '').toLowerCase()
  const isOwn = autoloaded.isOwn || (name.includes('\\') && declarations.roots.has(root))
  if (isOwn && !module.endsWith('?')) return { kind: 'missing', reason: `the class ${name} is not in the package` }
  return { kind: 'external', name, label: lastSegment(name) }
}

// ── Handlers ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A file, or a class. https://bref.sh/docs/runtimes/function */
export const resolveHandler = (pkg: CodePackage): HandlerResolution => {
  const handler = pkg.handler.trim().replace(/^(?:\.\/|\/var\/task\/)+/, '')
  if (handler.endsWith('.php')) {
    if (pkg.files.has(handler)) return { kind: 'found', paths: [handler], member: [fileEntry] }
    return { kind: 'not-found', reason: `the package has no file "${handler}"` }
  }
  const name = handler.replaceAll('\\\\', '\\').replace(/^\\/, '').replace(/:.*$/, '')
  const found = /^[A-Za-z_][\w\\]*$/.test(name) ? classFile(name, pkg) : undefined
  if (found?.kind === 'files') return { kind: 'found', paths: found.paths, member: [lastSegment(name)] }
  return { kind: 'not-found', reason: `the package has no PHP file or class for the handler "${pkg.handler}"` }
}
