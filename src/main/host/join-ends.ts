import { closeSync, writeSync } from 'node:fs'
import { Duplex } from 'node:stream'
import { ReadStream } from 'node:tty'
import type { Cancel } from '../engine/start.ts'
import { systemClock } from './system-clock.ts'

/** How long to wait before writing to a terminal that is full: nothing tells when it no longer is. */
const fullMs = 2

/**
 * The controlling end of a terminal as a stream, which owns both ends. Node reads from one by itself; what it would write
 * blocks the whole process where nobody reads, so that is written here.
 */
export function joinEnds({ near, far }: { readonly near: number; readonly far: number }): Duplex {
  const reader = new ReadStream(near)
  let cancelRetry: Cancel | undefined
  const stream = new Duplex({
    read: () => void reader.resume(),
    write: (chunk: Buffer, _encoding, done) => write(chunk, done),
    destroy(error, done) {
      cancelRetry?.()
      closeSync(far)
      if (reader.closed) return done(error)
      reader.once('close', () => done(error))
      reader.destroy()
    },
  })
  const write = (chunk: Buffer, done: (error?: Error) => void): void => {
    if (stream.destroyed) return
    try {
      const rest = chunk.subarray(writeSync(near, chunk))
      if (rest.length === 0) done()
      else write(rest, done)
    } catch (error) {
      if (!isFull(error)) return done(error instanceof Error ? error : new Error(String(error)))
      cancelRetry = systemClock.after(fullMs, () => write(chunk, done))
    }
  }
  reader.on('data', chunk => {
    if (!stream.push(chunk)) reader.pause()
  })
  reader.on('error', () => stream.destroy())
  reader.on('close', () => stream.destroy())
  // What is written after the other end has gone is lost, as on a cable.
  return stream.on('error', () => {})
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN'
}
