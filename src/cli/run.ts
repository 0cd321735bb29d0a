import { exitCode } from '../report/exit-code.ts'
import { printable } from '../report/printable.ts'
import { UsageError } from '../source/usage-error.ts'
import { readArguments } from './arguments.ts'
import { runCalls } from './calls.ts'
import { runDecide } from './decide.ts'
import { runEval } from './eval.ts'
import { runExplain } from './explain.ts'
import { runScan } from './scan.ts'
import type { Terminal } from './terminal.ts'

/** Does what the arguments ask for, and returns the exit code. */
export const run = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    const command = await readArguments(args, terminal)
    switch (command.kind) {
      case 'print':
        terminal.output.write(`${command.text}\n`)
        return exitCode.clean
      case 'scan':
        return await runScan(command.options, terminal)
      case 'explain':
        return await runExplain(command.options, terminal)
      case 'calls':
        return await runCalls(command.options, terminal)
      case 'decide':
        return await runDecide(command.options, terminal)
      case 'eval':
        return await runEval(command.options, terminal)
    }
  } catch (error) {
    return explain(error, terminal)
  }
}

const explain = (error: unknown, { environment, errors }: Terminal): number => {
  const message = printable(error instanceof Error ? error.message : String(error))
  if (error instanceof UsageError) {
    errors.write(`tf-s3-guard: ${message}\n`)
    return exitCode.usage
  }
  errors.write(`tf-s3-guard: The scan failed: ${message}\n`)
  if (!environment.TF_S3_GUARD_DEBUG) errors.write('Set TF_S3_GUARD_DEBUG=1 to see where.\n')
  else if (error instanceof Error) errors.write(`${error.stack}\n`)
  return exitCode.failure
}
