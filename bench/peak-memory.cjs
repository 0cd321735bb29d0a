// Writes the peak of this process's resident memory, in KiB, when it ends.
const { writeFileSync } = require('node:fs')

process.on('exit', () => writeFileSync(process.env.TF_S3_GUARD_BENCH_MEMORY, String(process.resourceUsage().maxRSS)))
