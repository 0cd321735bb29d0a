import { basename, dirname, resolve, sep } from 'node:path'
import { type Disk, isWithin, kindOf } from './disk.ts'
import type { Command } from './package-source.ts'

/** One program of a script with its arguments, and the folder that it runs in. */
interface Step {
  readonly words: readonly string[]
  readonly folder: string
}

/** Longer ones are no commands that somebody wrote. */
const longestCommand = 20_000

/** The steps of a script of the shell, as far as they are plain: `cd` is followed, and nothing is run. */
const stepsOf = ({ text, folder }: Command): readonly Step[] => {
  if (text.length > longestCommand) return []
  const steps: Step[] = []
  let at = folder
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').split(/&&|\|\||[;\n|()]/)) {
    const all = line.match(/"[^"]*"|'[^']*'|[^\s"']+/g)?.map((word) => word.replaceAll(/^["']|["']$/g, '')) ?? []
    // Variables of the step's own, `GOOS=linux go build`, and interpreters of a quoted script.
    const words = all.slice(
      Math.max(
        0,
        all.findIndex((word) => !/^\w+=/.test(word)),
      ),
    )
    if ((words[0] === 'cd' || words[0] === 'pushd') && words[1] !== undefined) at = resolve(at, words[1])
    else if (words[0] === 'popd') at = folder
    else if (words.length > 0) steps.push({ words, folder: at })
  }
  return steps
}

/** A word as a path, without a pattern at its end or an option before it; undefined for what cannot be one. */
const pathOf = (word: string, folder: string): string | undefined => {
  const plain = word.replace(/^--?[\w-]+=/, '').replace(/^(?:file)?b?:\/\//, '')
  if (plain === '' || plain.startsWith('-') || /[${}<>`]|:\/\//.test(plain)) return undefined
  const folders = plain.split('/')
  const pattern = folders.findIndex((part) => /[*?[]/.test(part))
  return resolve(folder, ...(pattern === -1 ? [plain] : [folders.slice(0, pattern).join('/')]))
}

/** What a script names, and where it goes. */
interface Script {
  readonly named: readonly string[]
  readonly visited: readonly string[]
}

const scriptOf = (command: Command): Script => {
  const steps = stepsOf(command)
  const named = steps.flatMap(({ words, folder }) => words.slice(1).flatMap((word) => pathOf(word, folder) ?? []))
  return { named, visited: steps.map(({ folder }) => folder) }
}

/** Whether a script makes a package: it names the package, a folder that is all of it, or works in a folder around it. */
const makes = ({ named, visited }: Script, missing: string, root: string): boolean =>
  named.some((path) => path === missing || (path !== root && isWithin(missing, path) && path !== dirname(missing))) ||
  named.some((path) => path === dirname(missing) && !isWithin(root, path)) ||
  named.some((path) => isWithin(path, missing)) ||
  visited.some((folder) => folder !== root && isWithin(missing, folder))

/**
 * The folders that the commands which make a package name or work in, those that are named first: its sources are in one
 * of them. `root` is where commands run if they do not say.
 */
export const foldersBuilt = (
  disk: Disk,
  missing: string,
  commands: readonly Command[],
  root: string,
): readonly (readonly string[])[] => {
  const scripts = commands.map(scriptOf).filter((script) => makes(script, missing, root))
  const folderOf = (path: string): readonly string[] => {
    if (!isWithin(path, disk.boundary) || isWithin(path, missing)) return []
    const kind = kindOf(disk, path)
    return kind === 'folder' ? [path] : kind === 'file' ? [dirname(path)] : []
  }
  const distinct = (paths: readonly string[]): readonly string[] =>
    [...new Set(paths.flatMap(folderOf))].filter((path) => path !== root)
  return [distinct(scripts.flatMap(({ named }) => named)), distinct(scripts.flatMap(({ visited }) => visited))]
}

/** What an image is built from. */
export interface ImageBuild {
  readonly context: string
  readonly dockerfile: string
}

/** Options of `docker build` that are followed by a value. https://docs.docker.com/reference/cli/docker/buildx/build/ */
const valued =
  /^(?:-t|--tag|-f|--file|--build-arg|--platform|--target|--cache-from|--cache-to|--progress|--secret|--ssh|--label|-o|--output|--network|--builder|--iidfile|--metadata-file|--provenance|--sbom)$/

/** The images that commands build, with the text of each command. */
export const imagesBuilt = (commands: readonly Command[]): readonly (ImageBuild & { readonly text: string })[] =>
  commands.flatMap((command) =>
    stepsOf(command).flatMap(({ words, folder }) => {
      const [program = '', ...rest] = words
      const start = rest.indexOf('build')
      if (!/^(?:docker|podman|buildah|finch|nerdctl)$/.test(basename(program)) || start === -1) return []
      let dockerfile: string | undefined
      let context: string | undefined
      const options = rest.slice(start + 1)
      for (let at = 0; at < options.length; at++) {
        const word = options[at] as string
        const file = /^(?:--file=|-f=?(?=.))(.+)$/.exec(word)?.[1]
        if (file !== undefined) dockerfile = file
        else if (valued.test(word)) {
          at += 1
          if (word === '-f' || word === '--file') dockerfile = options[at]
        } else if (!word.startsWith('-')) context = word
      }
      if (context === undefined || /[$`]/.test(`${context}${dockerfile ?? ''}`)) return []
      const at = resolve(folder, context)
      return [
        {
          context: at,
          dockerfile: dockerfile === undefined ? `${at}${sep}Dockerfile` : resolve(folder, dockerfile),
          text: command.text,
        },
      ]
    }),
  )
