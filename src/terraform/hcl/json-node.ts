import type { Span } from '../../source/source-file.ts'

/** A value of JSON and where it is written. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonKeyword | JsonInvalid

export interface JsonObject extends Span {
  readonly kind: 'object'
  /** In the order of writing; a name may be there more than once. */
  readonly properties: readonly JsonProperty[]
  /** A syntax error was met between its braces: there may be properties missing. */
  readonly broken: boolean
}

export interface JsonProperty {
  readonly name: string
  /** With its quotes. */
  readonly nameSpan: Span
  readonly value: JsonNode
}

export interface JsonArray extends Span {
  readonly kind: 'array'
  readonly elements: readonly JsonNode[]
  /** A syntax error was met between its brackets: there may be elements missing. */
  readonly broken: boolean
}

export interface JsonString extends Span {
  readonly kind: 'string'
  readonly value: string
}

export interface JsonNumber extends Span {
  readonly kind: 'number'
  readonly text: string
}

export interface JsonKeyword extends Span {
  readonly kind: 'keyword'
  readonly value: boolean | null
}

/** Stands where no value could be read; there is a diagnostic for it. */
export interface JsonInvalid extends Span {
  readonly kind: 'invalid'
}
