import { oncePer } from '../once-per.ts'
import type { CodePackage } from '../program.ts'

/** Where composer looks for classes: a prefix of their names, and the folder. https://getcomposer.org/doc/04-schema.md#autoload */
export interface AutoloadRule {
  readonly prefix: string
  readonly folder: string
}

const autoloadRules: (pkg: CodePackage) => readonly AutoloadRule[] = (pkg) =>
  kept(pkg.files, () => [...ofManifest(pkg), ...ofVendor(pkg)].sort((a, b) => b.prefix.length - a.prefix.length))

const kept = oncePer<CodePackage['files'], readonly AutoloadRule[]>()

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const ofManifest = (pkg: CodePackage): readonly AutoloadRule[] => {
  const manifest = parse(pkg.files.get('composer.json')?.()?.text ?? '')
  const autoload = isObject(manifest) ? manifest.autoload : undefined
  return (['psr-4', 'psr-0'] as const).flatMap((kind) => {
    const rules = isObject(autoload) ? autoload[kind] : undefined
    return Object.entries(isObject(rules) ? rules : {}).flatMap(([prefix, folders]) =>
      (Array.isArray(folders) ? folders : [folders])
        .filter((folder): folder is string => typeof folder === 'string')
        .map((folder) => ({ prefix: kind === 'psr-4' ? prefix : '', folder: tidy(folder) })),
    )
  })
}

/** What composer has written for the libraries that it has installed in the package. */
const ofVendor = (pkg: CodePackage): readonly AutoloadRule[] => {
  const text = pkg.files.get('vendor/composer/autoload_psr4.php')?.()?.text ?? ''
  const all = [...text.matchAll(/'((?:[\w]+\\\\)+)'\s*=>\s*array\(\s*\$vendorDir\s*\.\s*'\/([\w./-]+)'/g)].map((match) => ({
    prefix: (match[1] ?? '').replaceAll('\\\\', '\\'),
    folder: `vendor/${tidy(match[2] ?? '')}`,
  }))
  return all.filter(({ prefix }) => !knownLibraries.test(prefix))
}

/** Libraries that the catalogue knows, or that call nothing but what they are given. */
const knownLibraries = /^(?:Aws|AsyncAws|League\\Flysystem|Illuminate|Laravel|Symfony|GuzzleHttp|Psr|Bref|Monolog)\\/

const tidy = (folder: string): string => folder.replace(/^\.\//, '').replace(/\/+$/, '')

export const autoloadedFiles = (name: string, pkg: CodePackage): { readonly path: string | undefined; readonly isOwn: boolean } => {
  let isOwn = false
  for (const { folder, prefix } of autoloadRules(pkg)) {
    if (!name.toLowerCase().startsWith(prefix.toLowerCase())) continue
    const rest = `${name.slice(prefix.length).replaceAll('\\', '/')}.php`
    const path = folder === '' ? rest : `${folder}/${rest}`
    if (pkg.files.has(path)) return { path, isOwn: !folder.startsWith('vendor/') }
    isOwn ||= prefix !== '' && !folder.startsWith('vendor/')
  }
  return { path: undefined, isOwn }
}
