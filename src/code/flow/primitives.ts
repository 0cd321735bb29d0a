import type { Primitive } from '../catalog/catalog.ts'
import * as collections from './collection-primitives.ts'
import { callWithEvent } from './event-primitives.ts'
import * as functions from './function-primitives.ts'
import { join } from './join.ts'
import { extendPath } from './path-objects.ts'
import * as plain from './plain-primitives.ts'
import type { PrimitiveCall } from './primitive.ts'
import * as strips from './strip-primitives.ts'
import * as texts from './text-primitives.ts'
import type { Value } from './value.ts'

/** What the rows of the catalogue mean by `does`, and what the methods of a language's own values do. */
export const primitives: Readonly<Record<Primitive, (call: PrimitiveCall) => Value>> = {
  same: ({ receiver }) => receiver,
  'first-argument': functions.firstArgument,
  'environment-variable': functions.environmentVariable,
  environment: () => ({ kind: 'environment' }),
  'ssm-parameter': functions.ssmParameter,
  'text-lower': texts.lower,
  'text-upper': texts.upper,
  'text-replace': texts.replace,
  'text-format': texts.format,
  'text-format-arguments': texts.formatArguments,
  'text-join': texts.joinText,
  'text-split': texts.split,
  'text-concat': texts.concatTexts,
  'text-of': texts.textOf,
  'text-strip': strips.strip,
  'text-strip-start': strips.stripStart,
  'text-strip-end': strips.stripEnd,
  'text-trim-start': plain.trimStart,
  'text-trim-end': plain.trimEnd,
  'path-join': texts.pathJoin,
  'path-join-all': plain.joinAllPaths,
  'path-base': texts.pathBase,
  'path-folder': texts.pathFolder,
  'path-extend': extendPath,
  'list-with': plain.withElements,
  'list-append': collections.append,
  'list-extend': collections.extend,
  'list-element': collections.element,
  'list-join': texts.joinList,
  'list-map': collections.map,
  'list-filter': collections.filter,
  'list-of': collections.listOf,
  'list-zip': collections.zip,
  'list-enumerate': collections.enumerate,
  'list-flatten': collections.flatten,
  'object-get': collections.get,
  'object-set': collections.set,
  'object-merge': collections.merge,
  'object-keys': collections.keys,
  'object-values': collections.values,
  'object-entries': collections.entries,
  'object-of': collections.objectOf,
  'object-from-entries': collections.fromEntries,
  'object-default': collections.setDefault,
  'call-with-event': callWithEvent,
  'call-each': functions.callEach,
  'call-first': functions.callFirst,
  'call-second': functions.callSecond,
  module: functions.ownModule,
  'call-with-receiver': functions.callWithReceiver,
  'call-target': functions.callTarget,
  'function-invoke': functions.invokeReceiver,
  'function-apply': functions.apply,
  'function-call': functions.callMethodOfFunction,
  'function-bind': functions.bind,
  partial: functions.partial,
  'member-get': functions.memberGet,
  'member-set': functions.memberSet,
  'import-module': functions.importModule,
  choose: ({ args }) => join(args.positional),
  'runs-command': functions.runsCommand,
  'runs-text': functions.runsText,
}
