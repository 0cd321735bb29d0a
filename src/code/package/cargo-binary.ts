import type { PackageFiles } from './package-source.ts'

/** `target/lambda/export/bootstrap.zip` is the binary `export`. https://www.cargo-lambda.info/commands/build.html */
export const binaryOf = (path: string): string | undefined =>
  /(?:^|[\\/])target[\\/](?:\w+[\\/])?lambda[\\/]([\w-]+)[\\/]bootstrap(?:\.zip)?$/.exec(path)?.[1]

/** The source of a binary of Cargo, by its name. https://doc.rust-lang.org/cargo/reference/cargo-targets.html#binaries */
export const cargoBinary = (files: PackageFiles, name: string): string | undefined => {
  const manifests = [...files.keys()].filter((path) => /(?:^|\/)Cargo\.toml$/.test(path) && !/(?:^|\/)target\//.test(path))
  return manifests.map((path) => sourceIn(files, path, name)).find((found) => found !== undefined)
}

const sourceIn = (files: PackageFiles, manifest: string, name: string): string | undefined => {
  const folder = manifest.slice(0, -'Cargo.toml'.length)
  const sections = (files.get(manifest)?.()?.text ?? '').split(/^(?=[ \t]*\[)/m)
  const named = sections.filter((section) => textAt(section, 'name') === name)
  const binary = named.find((section) => /^[ \t]*\[\[bin\]\]/.test(section))
  const isPackage = named.some((section) => /^[ \t]*\[package\]/.test(section))
  const written = binary && textAt(binary, 'path')
  const places = [
    ...(written === undefined ? [] : [written.replace(/^(?:\.\/)+/, '')]),
    `src/bin/${name}.rs`,
    `src/bin/${name}/main.rs`,
    ...(isPackage || binary ? ['src/main.rs'] : []),
  ]
  return places.map((place) => folder + place).find((path) => files.has(path))
}

const textAt = (section: string, key: string): string | undefined =>
  new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*["']([^"'\\n]+)["']`, 'm').exec(section)?.[1]
