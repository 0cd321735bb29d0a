import type { SourceFile } from '../../source/source-file.ts'
import { evaluateExpression } from '../evaluate/expression.ts'
import { inputVariable } from '../evaluate/input-variable.ts'
import { memo } from '../evaluate/memo.ts'
import type { Files, References, Scope } from '../evaluate/scope.ts'
import { createFunctionSymbols } from '../functions/index.ts'
import type { Expression } from '../hcl/ast.ts'
import { unknown } from '../value/construct.ts'
import type { Value } from '../value/value.ts'
import type { ambientOf } from './ambient.ts'
import type { ModuleConfig } from './module-config.ts'

/** A module as far as it can be evaluated before any module is installed: its variables and locals. */
export interface StaticModule {
  readonly evaluate: (expression: Expression, file: SourceFile) => Value
}

export interface StaticSurroundings {
  readonly files: Files
  readonly ambient: ReturnType<typeof ambientOf>
}

/**
 * What OpenTofu evaluates to find the source of a module. Nothing is reported: the same expressions are evaluated again with
 * all others.
 * https://opentofu.org/docs/language/modules/sources/#support-for-variable-and-local-evaluation
 */
export const staticModule = (
  config: ModuleConfig,
  given: (name: string) => Value | undefined,
  { files, ambient }: StaticSurroundings,
): StaticModule => {
  const notStatic = (name: string): Value => unknown(name, `${name} is not known before the modules are installed`)
  const remember = memo<string, Value>((name) => unknown(name, `${name} refers to itself`))
  const scope = (file: SourceFile): Scope => ({ file, module, names: new Map(), closed: false, report: () => {} })

  const variable = (name: string): Value => {
    const declared = config.variables.get(name)
    if (!declared) return unknown(`var.${name}`, `the variable "${name}" is not declared`)
    const missing = (): Value => unknown(`var.${name}`, `no value is given for the variable "${name}" (--var gives one)`)
    return remember(`var.${name}`, () => inputVariable(declared.node, scope(declared.file), given(name), missing))
  }

  const local = (name: string): Value => {
    const declared = config.locals.get(name)
    if (!declared) return unknown(`local.${name}`, `the local value "${name}" is not declared`)
    return remember(`local.${name}`, () => evaluateExpression(declared.node.value, scope(declared.file)))
  }

  const module: References = {
    variable,
    local,
    moduleCall: (name) => notStatic(`module.${name}`),
    resource: notStatic,
    ambient: (object, attribute) => ambient(object, attribute, config.dir),
    files,
    symbols: createFunctionSymbols(),
  }

  return { evaluate: (expression, file) => evaluateExpression(expression, scope(file)) }
}
