#!/usr/bin/env node
process.argv.splice(2, 0, 'campanile')
await import('./run.mjs')
