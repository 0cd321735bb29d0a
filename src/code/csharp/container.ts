import { type Sources, simple } from './sources.ts'

/** What a container is told, as far as words tell. https://learn.microsoft.com/dotnet/core/extensions/dependency-injection */

export type Registration =
  /** `AddSingleton<IStore, S3Store>()`: a class by its name. */
  | { readonly kind: 'type'; readonly name: string; readonly path: string }
  /** `AddSingleton<IStore>(provider => …)`: an expression of a file. */
  | { readonly kind: 'made'; readonly path: string }

const adds = '\\b(?:Try)?Add(?:Keyed)?(?:Singleton|Scoped|Transient|HttpClient|HostedService)'

const found = new WeakMap<Sources, Map<string, Registration | null>>()

/** The last registration of a type: it is the one that counts. */
export const registrationOf = (type: string, sources: Sources): Registration | undefined => {
  const cache = found.get(sources) ?? new Map<string, Registration | null>()
  found.set(sources, cache)
  const known = cache.get(type)
  if (known !== undefined) return known ?? undefined
  const registration = search(type, sources)
  cache.set(type, registration ?? null)
  return registration
}

const search = (type: string, sources: Sources): Registration | undefined => {
  const name = `(?:[\\w.]+\\.)?${type.replace(/\W/g, '')}(?:<[\\w\\s,.<>]{0,80}>)?`
  const pair = new RegExp(
    `${adds}\\s*<\\s*${name}\\s*,\\s*([\\w.]+)|${adds}\\s*\\(\\s*typeof\\s*\\(\\s*${name}\\s*\\)\\s*,\\s*typeof\\s*\\(\\s*([\\w.]+)`,
    'g',
  )
  const alone = new RegExp(
    `${adds}\\s*<\\s*${name}\\s*>\\s*\\(\\s*([^)\\s])?|${adds}\\s*\\(\\s*(?:\\(?\\w*\\)?\\s*=>\\s*)?(new\\s+${name}\\b)`,
    'g',
  )
  let last: Registration | undefined
  for (const { code, path } of sources.files.values()) {
    if (!code.includes(type)) continue
    for (const match of code.matchAll(pair)) last = { kind: 'type', name: match[1] ?? match[2] ?? '', path }
    for (const match of code.matchAll(alone))
      last = match[1] === undefined && match[2] === undefined ? { kind: 'type', name: type, path } : { kind: 'made', path }
  }
  return last
}

/** The only class that implements or extends a type. */
export const implementation = (type: string, sources: Sources): string | undefined => {
  const heir = new RegExp(
    `\\b(?:class|record)\\s+(\\w+)\\s*(?:<[^<>{]{0,80}>)?\\s*(?:\\([^{;]{0,1000}?\\))?\\s*:\\s*[^{;]{0,300}?\\b${simple(type)}\\b`,
    'g',
  )
  const heirs = new Set<string>()
  for (const source of sources.files.values()) {
    if (!source.code.includes(simple(type))) continue
    for (const match of source.code.matchAll(heir)) {
      const full = source.types.find((one) => simple(one) === match[1])
      if (full !== undefined && !source.abstracts.has(full)) heirs.add(full)
    }
  }
  const [only] = heirs
  return heirs.size === 1 ? only : undefined
}

/** The catalogue's name of the section that settings are read from: of `Configure<T>(configuration.GetSection(…))`. */
export const optionsSection = (type: string, sources: Sources): string => {
  const pattern = new RegExp(
    `\\b(?:Configure|AddOptions)\\s*<\\s*(?:[\\w.]+\\.)?${simple(type)}\\s*>[^;]{0,200}?\\b(?:GetSection|BindConfiguration|GetRequiredSection)\\s*\\(\\s*(?:"([^"\\n]{1,100})"|nameof\\s*\\(\\s*([\\w.]+))`,
  )
  for (const { path } of sources.files.values()) {
    const match = pattern.exec(sources.textOf(path))
    if (match) return `$configuration:${match[1] ?? simple(match[2] ?? '')}`
  }
  return '$unknownOptions'
}

/** The class that a mediator calls for a request of this type. https://github.com/jbogard/MediatR/wiki */
export const handlersOf = (type: string, sources: Sources): readonly string[] => {
  const pattern = new RegExp(
    `\\bclass\\s+(\\w+)[^{;]{0,600}?:\\s*[^{;]{0,300}?\\bI\\w*(?:Handler|Consumer)\\s*<\\s*(?:[\\w.]+\\.)?${simple(type)}\\s*[,>]`,
    'g',
  )
  return [...sources.files.values()].flatMap((source) =>
    source.code.includes(simple(type))
      ? [...source.code.matchAll(pattern)].flatMap((match) => source.types.find((one) => simple(one) === match[1]) ?? [])
      : [],
  )
}
