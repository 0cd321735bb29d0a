/** A handler, as the runtime reads it. */
export type Handler =
  /** A function of a file: `src/app.handler`. `module` has `/` and no extension. */
  | { readonly kind: 'module'; readonly module: string; readonly name: string; readonly extensions: readonly string[] }
  /**
   * A method of a class: `com.acme.Export::handleRequest` is `com/acme/Export` and `handleRequest`. With an empty module, any
   * class that a framework can call: one that implements the interface `name`.
   */
  | { readonly kind: 'class'; readonly module: string; readonly name: string | null; readonly extensions: readonly string[] }
  /** A program: `bootstrap`. Its source is a `main` of these extensions. */
  | { readonly kind: 'binary'; readonly module: string; readonly extensions: readonly string[] }
  /** An assembly of .NET: a method of a type of it, or its program. `type` has its namespaces. */
  | {
      readonly kind: 'assembly'
      readonly assembly: string
      readonly type: string | null
      readonly method: string | null
      readonly extensions: readonly string[]
    }
  /** An extension's own handler, which calls the one that is named in an environment variable. */
  | { readonly kind: 'wrapper'; readonly variable: string }

export const nodeExtensions: readonly string[] = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx']
const pythonExtensions: readonly string[] = ['.py']
const rubyExtensions: readonly string[] = ['.rb']
const jvmExtensions: readonly string[] = ['.java', '.kt', '.scala', '.groovy']
const dotnetExtensions: readonly string[] = ['.cs', '.fs']
const phpExtensions: readonly string[] = ['.php']
const nativeExtensions: readonly string[] = ['.go', '.rs', '.cs']

/**
 * Which variable holds the function's own handler if the configured one is an extension's.
 * https://docs.datadoghq.com/serverless/aws_lambda/installation/ and
 * https://docs.newrelic.com/docs/serverless-function-monitoring/aws-lambda-monitoring/
 */
const wrappers: readonly (readonly [RegExp, string])[] = [
  [/^(?:\/opt\/nodejs\/)?node_modules\/datadog-lambda-js\/dist\/handler\.|^datadog_lambda\.handler\./, 'DD_LAMBDA_HANDLER'],
  [/(?:^|\/)newrelic-lambda-wrapper\.|^newrelic_lambda_wrapper\./, 'NEW_RELIC_LAMBDA_HANDLER'],
  [/(?:^|\/)sentry_sdk\.integrations\.init_serverless_sdk\.handler$/, 'SENTRY_INITIAL_HANDLER'],
  [/^(?:lumigo_tracer\/)?lumigo-auto-instrument\.|^lumigo_tracer\._handler\./, 'LUMIGO_ORIGINAL_HANDLER'],
]

/**
 * Handlers that are a framework's, with the interface of what they call.
 * https://docs.spring.io/spring-cloud-function/reference/adapters/aws-intro.html and https://quarkus.io/guides/aws-lambda
 */
const frameworks: readonly (readonly [RegExp, string])[] = [
  [/^org\.springframework\.cloud\.function\./, 'Function'],
  [/^io\.quarkus\.amazon\.lambda\./, 'RequestHandler'],
]

/**
 * What a handler means to its runtime; undefined if it has no form that the runtime accepts.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-common.html
 */
export const parseHandler = (handler: string, runtime: string | null): Handler | undefined => {
  const given = handler.trim().replace(/^(?:\.\/|\/var\/task\/)+/, '')
  if (given === '') return undefined
  const wrapper = wrappers.find(([pattern]) => pattern.test(given))
  if (wrapper) return { kind: 'wrapper', variable: wrapper[1] }
  const php = phpHandler(given, runtime)
  if (php) return php
  const family = familyOf(given, runtime)
  switch (family) {
    case 'python': {
      const dot = given.lastIndexOf('.')
      if (dot <= 0) return undefined
      return {
        kind: 'module',
        module: given.slice(0, dot).replaceAll('.', '/'),
        name: given.slice(dot + 1),
        extensions: pythonExtensions,
      }
    }
    case 'node':
    case 'ruby':
    case 'any': {
      const slash = given.lastIndexOf('/') + 1
      const dot = given.indexOf('.', slash)
      if (dot <= slash) return undefined
      const extensions =
        family === 'node'
          ? nodeExtensions
          : family === 'ruby'
            ? rubyExtensions
            : [...pythonExtensions, ...nodeExtensions, ...rubyExtensions]
      return { kind: 'module', module: given.slice(0, dot), name: given.slice(dot + 1), extensions }
    }
    case 'jvm': {
      const [name = '', method = null] = given.split('::')
      const framework = frameworks.find(([pattern]) => pattern.test(name))
      if (framework) return { kind: 'class', module: '', name: framework[1], extensions: jvmExtensions }
      const [file = name] = name.split('$')
      return { kind: 'class', module: file.replaceAll('.', '/'), name: method, extensions: jvmExtensions }
    }
    case 'dotnet': {
      const [assembly = '', type = null, method = null] = given.split('::')
      return { kind: 'assembly', assembly, type: type === '' ? null : type, method, extensions: dotnetExtensions }
    }
    case 'native':
      return { kind: 'binary', module: given.split('/').at(-1) as string, extensions: nativeExtensions }
  }
}

/** Bref takes a file, or a class that it finds as composer does. https://bref.sh/docs/runtimes/function */
const phpHandler = (handler: string, runtime: string | null): Handler | undefined => {
  if (runtime !== null && !runtime.startsWith('provided')) return undefined
  if (handler.endsWith('.php'))
    return { kind: 'module', module: handler.slice(0, -'.php'.length), name: '', extensions: phpExtensions }
  if (!/^\w+(?:\\{1,2}\w+)+$/.test(handler)) return undefined
  const name = handler.split('\\').at(-1) as string
  return { kind: 'class', module: name, name: null, extensions: phpExtensions }
}

type Family = 'python' | 'node' | 'ruby' | 'jvm' | 'dotnet' | 'native' | 'any'

const familyOf = (handler: string, runtime: string | null): Family => {
  if (runtime?.startsWith('python')) return 'python'
  if (runtime?.startsWith('nodejs')) return 'node'
  if (runtime?.startsWith('ruby')) return 'ruby'
  if (runtime?.startsWith('java')) return 'jvm'
  if (runtime?.startsWith('dotnet')) return 'dotnet'
  const colons = handler.split('::').length - 1
  if (runtime?.startsWith('provided') && colons > 1) return 'dotnet'
  if (runtime?.startsWith('go') || runtime?.startsWith('provided')) return 'native'
  if (colons > 0) return colons > 1 ? 'dotnet' : 'jvm'
  // Two dots are a module in a package, which only Python has.
  if (!handler.includes('/') && handler.split('.').length > 2) return 'python'
  return handler.includes('.') ? 'any' : 'native'
}
