import type { Expression } from '../ir.ts'
import type { SyntaxNode } from '../syntax.ts'
import { lowerClass } from './classes.ts'
import type { Lowering } from './lowering.ts'

/** `new class(…) extends Store { … }`. */
export const anonymousClass = (node: SyntaxNode, lowering: Lowering): Expression => lowerClass(node, null, lowering)
