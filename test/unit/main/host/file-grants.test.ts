import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { createFileGrants } from '../../../../src/main/host/file-grants.ts'
import { createFilePlaces } from '../../../../src/main/host/file-places.ts'
import { createTemporaryFolder } from '../../../support/temporary-folder.ts'

test('A reference that nobody granted names no file, unless the caller is the own shell of the person', () => {
  const grants = createFileGrants(false)
  expect(() => grants.locate('/etc/hosts')).toThrow('file/not-granted')
  expect(() => grants.keep('/etc/hosts')).toThrow('file/not-granted')
  grants.grant('one', '/home/ann/people.csv', true)
  expect(grants.locate('one')).toBe('/home/ann/people.csv')
  expect(createFileGrants(true).locate('people.csv')).toBe('people.csv')
})

test('The place of a granted file is kept for good, under one key however often it is chosen', () => {
  const file = join(createTemporaryFolder(), 'places', 'file-places.json')
  const grants = createFileGrants(false, createFilePlaces(file))
  grants.grant('one', '/home/ann/people.csv', true)
  grants.grant('two', '/home/ann/people.csv', true)
  const key = grants.keep('one') ?? ''
  expect(grants.keep('two')).toBe(key)

  const later = createFileGrants(false, createFilePlaces(file))
  expect(later.placeOf(key)).toBe(resolve('/home/ann/people.csv'))
  expect(() => later.locate(key)).toThrow('file/not-granted')
})

test('A copy that goes with the host has no place that could be kept', () => {
  const grants = createFileGrants(false)
  grants.grant('upload', '/tmp/upload.csv', false)
  expect(grants.keep('upload')).toBeUndefined()
})

test('What the shell of the person names is kept by its whole path', () => {
  const grants = createFileGrants(true)
  expect(grants.placeOf(grants.keep('people.csv') ?? '')).toBe(resolve('people.csv'))
})

test('Another machine, or a damaged file of places, knows none', () => {
  const file = join(createTemporaryFolder(), 'file-places.json')
  const key = createFilePlaces(file).keep('/home/ann/people.csv')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ [key]: '/home/ann/people.csv' })
  expect(createFileGrants(false).placeOf(key)).toBeUndefined()
  writeFileSync(file, 'not JSON')
  expect(createFilePlaces(file).find(key)).toBeUndefined()
})
