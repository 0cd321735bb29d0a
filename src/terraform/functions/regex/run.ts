import { isWord } from './character-class.ts'
import type { Assertion, CharacterTest, ParsedRegex, RegexNode } from './node.ts'

type Instruction =
  | { readonly op: 'test'; readonly test: CharacterTest }
  | { readonly op: 'assert'; readonly assertion: Assertion }
  | { readonly op: 'save'; readonly slot: number }
  /** Goes on at both, the first preferred. */
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { readonly op: 'match' }

type Program = readonly Instruction[]

const MAX_INSTRUCTIONS = 5000

/** Undefined when the pattern, with its repetitions written out, is too long. */
export const compileRegex = ({ node }: ParsedRegex): Program | undefined => {
  const program: Instruction[] = []
  emit(program, { kind: 'group', index: 0, node })
  program.push({ op: 'match' })
  return program.length <= MAX_INSTRUCTIONS ? program : undefined
}

const emit = (program: Instruction[], node: RegexNode): void => {
  if (program.length > MAX_INSTRUCTIONS) return
  switch (node.kind) {
    case 'test':
      program.push({ op: 'test', test: node.test })
      return
    case 'assert':
      program.push({ op: 'assert', assertion: node.assertion })
      return
    case 'group':
      program.push({ op: 'save', slot: node.index * 2 })
      emit(program, node.node)
      program.push({ op: 'save', slot: node.index * 2 + 1 })
      return
    case 'sequence':
      for (const each of node.nodes) emit(program, each)
      return
    case 'alternatives':
      emitAlternatives(program, node.nodes)
      return
    case 'repeat':
      emitRepeat(program, node)
      return
  }
}

const emitAlternatives = (program: Instruction[], nodes: readonly RegexNode[]): void => {
  const jumps: { op: 'jump'; to: number }[] = []
  for (const [index, node] of nodes.entries()) {
    const last = index === nodes.length - 1
    const split = { op: 'split' as const, first: program.length + 1, second: 0 }
    if (!last) program.push(split)
    emit(program, node)
    if (last) break
    const jump = { op: 'jump' as const, to: 0 }
    program.push(jump)
    jumps.push(jump)
    split.second = program.length
  }
  for (const jump of jumps) jump.to = program.length
}

const emitRepeat = (program: Instruction[], { node, min, max, greedy }: RegexNode & { readonly kind: 'repeat' }): void => {
  for (let count = 0; count < min; count++) emit(program, node)
  const times = max === Number.POSITIVE_INFINITY ? 1 : max - min
  for (let count = 0; count < times; count++) {
    const start = program.length
    const split = { op: 'split' as const, first: start + 1, second: start + 1 }
    program.push(split)
    emit(program, node)
    if (max === Number.POSITIVE_INFINITY) program.push({ op: 'jump', to: start })
    if (greedy) split.second = program.length
    else split.first = program.length
    if (program.length > MAX_INSTRUCTIONS) return
  }
}

/** How much work is left to be done before giving up; shared by the searches of one call. */
export interface Budget {
  steps: number
}

/** Start and end of the whole match and of each group, counted in characters; undefined for a group that took no part. */
export type Slots = readonly (number | undefined)[]

interface Thread {
  readonly at: number
  readonly slots: Slots
}

/**
 * The leftmost match from a place on, preferring as Perl does, in time proportional to pattern and text: all threads advance
 * together, one character at a time. Undefined when there is none, or when the budget is spent: then `steps` is below zero.
 * https://swtch.com/~rsc/regexp/regexp2.html
 */
export const searchRegex = (program: Program, text: readonly string[], from: number, budget: Budget): Slots | undefined => {
  let threads: Thread[] = []
  let found: Slots | undefined
  for (let position = from; position <= text.length && budget.steps >= 0; position++) {
    const closure = { program, text, position, budget, visited: new Set<number>(), threads: [] as Thread[] }
    for (const thread of threads) addThreads(closure, thread)
    if (!found) addThreads(closure, { at: 0, slots: [] })
    threads = []
    for (const { at, slots } of closure.threads) {
      const instruction = program[at]
      if (instruction?.op === 'match') {
        found = slots
        break
      }
      const character = text[position]
      if (instruction?.op === 'test' && character !== undefined && instruction.test(character)) threads.push({ at: at + 1, slots })
    }
    if (found && threads.length === 0) return found
  }
  return found
}

interface Closure {
  readonly program: Program
  readonly text: readonly string[]
  readonly position: number
  readonly budget: Budget
  readonly visited: Set<number>
  readonly threads: Thread[]
}

/** The thread, and those it leads to without taking a character, in order of preference. */
const addThreads = (closure: Closure, start: Thread): void => {
  const stack = [start]
  for (let thread = stack.pop(); thread; thread = stack.pop()) {
    const { at, slots } = thread
    const instruction = closure.program[at]
    if (!instruction || closure.visited.has(at)) continue
    closure.visited.add(at)
    closure.budget.steps--
    switch (instruction.op) {
      case 'jump':
        stack.push({ at: instruction.to, slots })
        break
      case 'split':
        stack.push({ at: instruction.second, slots }, { at: instruction.first, slots })
        break
      case 'save':
        stack.push({ at: at + 1, slots: withSlot(slots, instruction.slot, closure.position) })
        break
      case 'assert':
        if (holds(instruction.assertion, closure.text, closure.position)) stack.push({ at: at + 1, slots })
        break
      case 'test':
      case 'match':
        closure.threads.push(thread)
        break
    }
  }
}

const withSlot = (slots: Slots, slot: number, position: number): Slots => {
  const copy = [...slots]
  while (copy.length < slot) copy.push(undefined)
  copy[slot] = position
  return copy
}

const holds = (assertion: Assertion, text: readonly string[], position: number): boolean => {
  const [before, after] = [text[position - 1], text[position]]
  const boundary = (before !== undefined && isWord(before)) !== (after !== undefined && isWord(after))
  switch (assertion) {
    case 'text-start':
      return before === undefined
    case 'text-end':
      return after === undefined
    case 'line-start':
      return before === undefined || before === '\n'
    case 'line-end':
      return after === undefined || after === '\n'
    case 'word-boundary':
      return boundary
    case 'no-word-boundary':
      return !boundary
  }
}
