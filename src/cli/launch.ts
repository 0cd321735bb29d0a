#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'

// A scan is over in less time than it takes to compile its functions one by one, so the build keeps them compiled beside the
// program. Another version of Node than the one that built it refuses them, and compiles as ever.

const path = fileURLToPath(new URL('./command.cjs', import.meta.url))
const compiledPath = `${path}.compiled`

const readCompiled = (): Buffer | undefined => {
  try {
    return readFileSync(compiledPath)
  } catch {
    return undefined
  }
}

const cachedData = readCompiled()
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(path, 'latin1')}\n})`
const script = new Script(source, { filename: path, ...(cachedData && { cachedData }) })

// Set by the build, after which the functions that a scan needs are compiled.
if (process.env.TF_S3_GUARD_KEEP_COMPILED) process.on('exit', () => writeFileSync(compiledPath, script.createCachedData()))

const module = { exports: {} }
script.runInThisContext()(module.exports, createRequire(import.meta.url), module, path, dirname(path))
