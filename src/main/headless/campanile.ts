#!/usr/bin/env node
import { callCommand } from './call-command.ts'
import { demoCommand } from './demo-command.ts'
import { serveCommand } from './serve-command.ts'
import { simulatorCommand } from './simulator-command.ts'
import { usage } from './usage.ts'
import { watchCommand } from './watch-command.ts'
import { printError } from './print-error.ts'

const commands = {
  serve: serveCommand,
  call: callCommand,
  watch: watchCommand,
  demo: demoCommand,
  simulator: simulatorCommand,
}

const [name = 'help', ...parameters] = process.argv.slice(2)

/** The simulator, which has many options, tells of them itself. */
const wantsHelp =
  name !== 'simulator' && parameters.some(parameter => parameter === '--help' || parameter === '-h')

if (Object.hasOwn(commands, name) && !wantsHelp) {
  try {
    process.exitCode = await commands[name as keyof typeof commands](parameters)
  } catch (error) {
    printError(error)
    process.exitCode = 1
  }
} else {
  const isAsked = wantsHelp || ['help', '--help', '-h'].includes(name)
  process[isAsked ? 'stdout' : 'stderr'].write(usage)
  process.exitCode = isAsked ? 0 : 2
}
