import { checkHouse } from './lib/check-house.mjs'
import { root } from './lib/paths.mjs'

const { faults, files } = checkHouse(process.argv[2] ?? root)
for (const { file, line, text } of faults) process.stdout.write(`${file}:${line} ${text}\n`)
process.stdout.write(`${files} files, ${faults.length} forbidden imports\n`)
process.exitCode = faults.length > 0 ? 1 : 0
