import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createGuard } from '../../../../src/main/headless/guard.ts'

const guard = createGuard({ host: '127.0.0.1', port: 7340, token: 'right', ownerToken: 'owner' })

function request(headers: Record<string, string>): IncomingMessage {
  return {
    headers: { host: '127.0.0.1:7340', authorization: 'Bearer right', ...headers },
  } as IncomingMessage & {
    headers: Record<string, string>
  }
}

describe('the guard of the headless host', () => {
  it('lets in whoever has the token, by header or by cookie', () => {
    expect(guard.refuse(request({}))).toBeUndefined()
    expect(
      guard.refuse(request({ authorization: '', cookie: 'other=1; campanile_7340=right' })),
    ).toBeUndefined()
  })

  it('refuses a missing or wrong token', () => {
    expect(guard.refuse(request({ authorization: '' }))).toBe('token')
    expect(guard.refuse(request({ authorization: 'Bearer wrong' }))).toBe('token')
    expect(guard.refuse(request({ authorization: 'Bearer righ' }))).toBe('token')
    expect(guard.refuse(request({ authorization: '', cookie: 'campanile_7340=wrong' }))).toBe('token')
  })

  it('refuses a name that merely resolves to this machine, even with the token', () => {
    expect(guard.refuse(request({ host: 'attacker.example:7340' }))).toBe('host')
    expect(guard.refuse(request({ host: '127.0.0.1:9999' }))).toBe('host')
    expect(guard.refuse(request({ host: '' }))).toBe('host')
  })

  it('refuses the page of another site, even with the token', () => {
    expect(guard.refuse(request({ origin: 'http://attacker.example' }))).toBe('origin')
    expect(guard.refuse(request({ origin: 'http://127.0.0.1:9999' }))).toBe('origin')
    expect(guard.refuse(request({ origin: 'null' }))).toBe('origin')
    expect(guard.refuse(request({ origin: 'https://127.0.0.1:7340' }))).toBe('origin')
    expect(guard.refuse(request({ origin: 'http://127.0.0.1:7340' }))).toBeUndefined()
  })

  it('knows this machine by its other names', () => {
    for (const host of ['localhost:7340', '[::1]:7340']) {
      expect(guard.refuse(request({ host, origin: `http://${host}` }))).toBeUndefined()
    }
  })
})
