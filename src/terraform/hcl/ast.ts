import type { SourceFile, Span } from '../../source/source-file.ts'

/** One parsed file. Every node is a Span: offsets into `file.text`. */
export interface ConfigFile {
  readonly file: SourceFile
  readonly body: Body
  readonly comments: readonly Comment[]
}

export interface Comment extends Span {
  /** Without its marker and the space around it. */
  readonly text: string
}

export interface Body extends Span {
  readonly attributes: readonly Attribute[]
  readonly blocks: readonly Block[]
}

/** An argument: `name = expression`. */
export interface Attribute extends Span {
  readonly name: string
  readonly nameSpan: Span
  readonly value: Expression
  /** In JSON syntax only a provider's schema tells an argument from nested blocks, which `blocksOf` makes of this one. */
  readonly mayBeBlocks?: true
  /** Where it is written, if not in the file of the block around it: an override file. */
  readonly file?: SourceFile
}

/** `type "label" … { body }`. */
export interface Block extends Span {
  readonly type: string
  /** In JSON syntax, where many blocks may share their type, that of the innermost label. */
  readonly typeSpan: Span
  readonly labels: readonly Label[]
  readonly body: Body
  /** Where it is written, if not in the file of the block around it: an override file. */
  readonly file?: SourceFile
}

export interface Label extends Span {
  readonly value: string
}

export type Expression =
  | Literal
  | Template
  | Variable
  | GetAttr
  | Index
  | Splat
  | FunctionCall
  | TupleExpression
  | ObjectExpression
  | ForExpression
  | Conditional
  | Unary
  | Binary
  | Parentheses
  | Invalid

/** A number, `true`, `false` or `null`. A number keeps its source text for the sake of its precision. */
export interface Literal extends Span {
  readonly kind: 'literal'
  readonly value: number | boolean | null
  readonly text: string
}

/**
 * A quoted string or a heredoc; strip markers and the indentation of `<<-` are already applied to the literal parts. An empty string
 * has no parts. A template that is one interpolation and nothing else has the value of that expression, whatever its type.
 */
export interface Template extends Span {
  readonly kind: 'template'
  readonly parts: readonly TemplatePart[]
  readonly heredoc: boolean
}

export type TemplatePart = TemplateText | TemplateInterpolation | TemplateIf | TemplateFor

/** `value` has its escapes resolved; it is empty where strip markers have left nothing. The span is that of the source text. */
export interface TemplateText extends Span {
  readonly kind: 'text'
  readonly value: string
}

export interface TemplateInterpolation extends Span {
  readonly kind: 'interpolation'
  readonly value: Expression
}

export interface TemplateIf extends Span {
  readonly kind: 'if'
  readonly condition: Expression
  readonly then: readonly TemplatePart[]
  readonly else: readonly TemplatePart[]
}

export interface TemplateFor extends Span {
  readonly kind: 'for'
  readonly keyName: string | null
  readonly valueName: string
  readonly collection: Expression
  readonly body: readonly TemplatePart[]
}

/** The first name of a traversal: `var`, `aws_s3_bucket`, `each`, or a `for` expression's own name. */
export interface Variable extends Span {
  readonly kind: 'variable'
  readonly name: string
}

export interface GetAttr extends Span {
  readonly kind: 'attr'
  readonly object: Expression
  readonly name: string
}

/** `a[key]`, and the legacy `a.0`. */
export interface Index extends Span {
  readonly kind: 'index'
  readonly object: Expression
  readonly key: Expression
}

/** `list[*].a.b` (`full`) and `list.*.a.b`. `each` is the rest of the traversal, over a `splat-item`-named Variable. */
export interface Splat extends Span {
  readonly kind: 'splat'
  readonly object: Expression
  readonly full: boolean
  /** Applied to each element, which it calls by the Variable named `SPLAT_ITEM`. */
  readonly each: Expression
}

/** No identifier can be this. */
export const SPLAT_ITEM = '*'

export interface FunctionCall extends Span {
  readonly kind: 'call'
  /** `jsonencode`, `provider::aws::arn_parse`. */
  readonly name: string
  readonly args: readonly Expression[]
  /** The last argument is followed by `...`. */
  readonly expandLast: boolean
}

export interface TupleExpression extends Span {
  readonly kind: 'tuple'
  readonly elements: readonly Expression[]
}

export interface ObjectExpression extends Span {
  readonly kind: 'object'
  readonly items: readonly ObjectItem[]
}

/** A bare identifier as key is a Template of that text; `(expr)` is evaluated. */
export interface ObjectItem extends Span {
  readonly key: Expression
  readonly value: Expression
}

export interface ForExpression extends Span {
  readonly kind: 'for'
  readonly keyName: string | null
  readonly valueName: string
  readonly collection: Expression
  /** Present for `{ for … : key => value }`. */
  readonly key: Expression | null
  readonly value: Expression
  /** `value...` */
  readonly group: boolean
  readonly condition: Expression | null
}

export interface Conditional extends Span {
  readonly kind: 'conditional'
  readonly condition: Expression
  readonly then: Expression
  readonly else: Expression
}

export interface Unary extends Span {
  readonly kind: 'unary'
  readonly operator: '!' | '-'
  readonly operand: Expression
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%'

export interface Binary extends Span {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}

export interface Parentheses extends Span {
  readonly kind: 'parentheses'
  readonly inner: Expression
}

/**
 * Stands where an expression could not be parsed; the parser has given a diagnostic for it. An argument's value that is broken
 * anywhere is this as a whole: half a policy would be read as a whole one.
 */
export interface Invalid extends Span {
  readonly kind: 'invalid'
}
