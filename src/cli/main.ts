import { run } from './run.ts'
import { terminalOf } from './terminal.ts'

// `tf-s3-guard scan | head` closes the pipe early: there is nobody left to tell.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })

run(process.argv.slice(2), terminalOf(process)).then((code) => {
  // The report is out; there is nothing to tidy up that the end of the process does not.
  process.stdout.write('', () => process.exit(code))
})
