import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect as connectTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { commandLine, runCommand, startHost, type TestHost } from './support/host.ts'

let host: TestHost
let home: string

beforeAll(async () => {
  host = await startHost()
  home = mkdtempSync(join(tmpdir(), 'campanile-home-'))
})
afterAll(async () => {
  await host.stop()
  rmSync(home, { recursive: true, force: true })
})

/** A raw request, because `fetch` does not let its caller choose Host and Origin. */
function ask(
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const call = request(`${host.origin}${path}`, { headers, method }, response => {
      response.resume()
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }))
    })
    call.on('error', reject)
    call.end()
  })
}

function openSocket(headers: Record<string, string>): Promise<'open' | 'refused'> {
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/engine`, { headers })
  return new Promise(resolve => {
    socket.on('open', () => {
      socket.close()
      resolve('open')
    })
    socket.on('error', () => resolve('refused'))
  })
}

const bearer = { authorization: 'Bearer test-token' }

describe('the headless host', () => {
  it('serves the application to whoever has the token, under the strict policy', async () => {
    const page = await ask('/', bearer)
    expect(page.status).toBe(200)
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
  })

  it('trades the token of the printed address for a cookie that scripts cannot read', async () => {
    const first = await ask('/?token=test-token', {})
    expect(first.status).toBe(303)
    expect(first.headers['location']).toBe('/')
    const cookie = String(first.headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await ask('/', { cookie: cookie.split(';')[0] ?? '' })).status).toBe(200)
  })

  it('refuses pages, files and the engine without the token or with a wrong one', async () => {
    for (const path of ['/', '/?token=wrong', '/files/x', '/assets/x.js']) {
      expect((await ask(path, {})).status, path).toBe(403)
    }
    expect((await ask('/files?name=x', {}, 'POST')).status).toBe(403)
    expect(await openSocket({})).toBe('refused')
    expect(await openSocket({ authorization: 'Bearer wrong' })).toBe('refused')
    expect(await openSocket(bearer)).toBe('open')
  })

  it('refuses a foreign Host and a foreign Origin even with the token', async () => {
    expect((await ask('/', { ...bearer, host: 'attacker.example' })).status).toBe(403)
    expect((await ask('/?token=test-token', { host: 'attacker.example' })).status).toBe(403)
    expect((await ask('/', { ...bearer, origin: 'http://attacker.example' })).status).toBe(403)
    expect(await openSocket({ ...bearer, origin: 'http://attacker.example' })).toBe('refused')
    expect(await openSocket({ ...bearer, origin: host.origin })).toBe('open')
  })

  it('does not hand out files outside the renderer', async () => {
    for (const path of [
      '/../main/campanile.js',
      '/%2e%2e/main/campanile.js',
      '/..%2fmain%2fcampanile.js',
      '/%',
    ]) {
      expect((await ask(path, bearer)).status, path).toBe(404)
    }
  })
})

describe('the headless host, attacked', () => {
  it('goes on when refused sockets are reset', async () => {
    const { port, hostname } = new URL(host.origin)
    const upgrade =
      'GET /engine HTTP/1.1\r\nHost: attacker.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n'
    for (let attempt = 0; attempt < 200; attempt++) {
      const socket = connectTcp({ port: Number(port), host: hostname })
      socket.on('error', () => {})
      await once(socket, 'connect')
      socket.write(upgrade, () => socket.resetAndDestroy())
    }
    expect((await ask('/', bearer)).status).toBe(200)
  })

  it('goes on after messages that no client of ours sends', async () => {
    const deep = `{"id":1,"call":"audiences.count","input":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`
    for (const message of [
      'null',
      '[]',
      '{"id":9,"call":{"toString":1}}',
      '{"call":"people.page"}',
      'not JSON',
      deep,
    ]) {
      const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/engine`, { headers: bearer })
      await once(socket, 'open')
      socket.send(message)
      socket.send('{"id":2,"call":"workspace.describe","input":{}}')
      // Either the message is dropped and the next one answered, or its sender is.
      await Promise.race([once(socket, 'message'), once(socket, 'close')])
      socket.close()
    }
    expect(await openSocket(bearer)).toBe('open')
  })

  it('refuses addresses that are none', async () => {
    for (const path of ['//', '/files/%', '/files/..%2f..%2fetc%2fpasswd']) {
      expect((await ask(path, bearer)).status, path).toBe(404)
    }
  })

  it('lets no browser name a file by its path', async () => {
    const secret = join(home, 'secret.csv')
    writeFileSync(secret, 'phone\n+447700900001')
    expect((await ask(`/files/grant?path=${encodeURIComponent(secret)}`, bearer, 'POST')).status).toBe(404)
    const input = JSON.stringify({ file: secret, defaultCountry: 'GB' })
    const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/engine`, { headers: bearer })
    await once(socket, 'open')
    socket.send(`{"id":1,"call":"imports.inspect","input":${input}}`)
    const [answer] = (await once(socket, 'message')) as [Buffer]
    expect(JSON.parse(String(answer))).toMatchObject({ failure: { code: 'file/not-granted' } })
    socket.close()
  })
})

describe('the command line', () => {
  it('may name files by their paths, also where a host serves the workspace', async () => {
    const file = join(home, 'own.csv')
    writeFileSync(file, 'phone\n+447700900001')
    const input = JSON.stringify({ file, defaultCountry: 'GB' })
    const inspected = await runCommand(['call', 'imports.inspect', input, '--workspace', host.workspace], {
      home,
    })
    expect(inspected.complaints).toBe('')
    expect(JSON.parse(inspected.output)).toMatchObject({ fileName: 'own.csv' })
  })

  it('sends nothing while it only answers a call', async () => {
    const workspace = join(home, 'asked.campanile')
    const call = async (name: string, input: object) =>
      JSON.parse(
        (await runCommand(['call', name, JSON.stringify(input), '--workspace', workspace], { home })).output,
      )
    await call('workspace.addSample', {})
    await call('workflows.start', { id: 1 })
    let delivery = await call('deliveries.get', { id: 1 })
    while (delivery.state !== 'ready') delivery = await call('deliveries.get', { id: 1 })
    await call('deliveries.confirm', { id: 1, digest: delivery.preparation.digest, typedCount: 550 })
    for (let look = 0; look < 3; look++) {
      expect((await call('deliveries.progress', { id: 1 })).counts.queued).toBe(550)
    }
  })

  it('stays until an import that a call began has ended, and says what became of it', async () => {
    const workspace = join(home, 'imported.campanile')
    const file = join(home, 'many.csv')
    const number = (at: number): string => `+4477009${String(at % 1000).padStart(5, '0')}`
    writeFileSync(file, ['phone', ...Array.from({ length: 20_000 }, (_, at) => number(at))].join('\n'))
    const input = JSON.stringify({
      file,
      reading: { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: true },
      columns: [{ to: 'field', field: 'phone' }],
      defaultCountry: 'GB',
      existing: 'add-all',
    })
    const begun = await runCommand(['call', 'imports.start', input, '--workspace', workspace], { home })
    expect(begun.code).toBe(0)
    expect(begun.complaints).toBe(
      'Import 1: finished (20000 imported, 0 updated, 0 unchanged, 0 rejected).\n',
    )
    const { importId: id } = JSON.parse(begun.output) as { importId: number }
    const asked = ['call', 'imports.get', JSON.stringify({ id }), '--workspace', workspace]
    expect(JSON.parse((await runCommand(asked, { home })).output)).toMatchObject({
      state: 'finished',
      imported: 20_000,
    })
  })

  it('says where a workspace is served that is asked for again', async () => {
    const second = await runCommand(['serve', '--workspace', host.workspace], { home })
    expect(second.output).toContain(host.origin)
  })

  it('says in words that a workspace cannot be made', async () => {
    writeFileSync(join(home, 'file'), '')
    const made = await runCommand(
      ['call', 'workflows.list', '--workspace', join(home, 'file', 'x.campanile')],
      { home },
    )
    expect(made.code).toBe(1)
    expect(made.complaints).toContain('"code":"workspace/cannot-open"')
    expect(made.complaints).not.toContain('at ')
  })

  it('makes a call in the host that already serves the workspace', async () => {
    const name = JSON.stringify({ name: 'From the shell' })
    const made = await runCommand(['call', 'workflows.create', name, '--workspace', host.workspace], { home })
    expect(made.complaints).toBe('')
    expect(JSON.parse(made.output)).toMatchObject({ name: 'From the shell' })
  })

  it('refuses to open a workspace twice and says why', async () => {
    const second = await runCommand(['serve', '--port', '0', '--workspace', host.workspace], { home })
    expect(second.code).toBe(1)
    expect(second.complaints).toContain('open in another window or program')
  })

  it('makes a call on a workspace that nobody serves, and keeps what it did', async () => {
    const workspace = join(home, 'own.campanile')
    await runCommand(['call', 'workflows.create', '{"name":"Kept"}', '--workspace', workspace], { home })
    const list = await runCommand(['call', 'workflows.list', '--workspace', workspace], { home })
    expect(JSON.parse(list.output)).toMatchObject([{ name: 'Kept' }])
  })

  it('reads what a call is given from the input, for shells that take quotes away', async () => {
    const parameters = ['call', 'workflows.create', '-', '--workspace', join(home, 'dash.campanile')]
    const made = await runCommand(parameters, { home, input: '{"name":"From the input"}\r\n' })
    expect(JSON.parse(made.output)).toMatchObject({ name: 'From the input' })
  })

  it.each(['serve', 'call', 'watch', 'demo', 'simulator'])('explains itself after %s too', async name => {
    const { code, output } = await runCommand([name, '--help'], { home })
    expect(code).toBe(0)
    expect(output).toContain(name)
  })

  it('ends with an error in words and as JSON when a call is refused', async () => {
    const unknown = await runCommand(['call', 'people.dance', '--workspace', join(home, 'own.campanile')], {
      home,
    })
    expect(unknown.code).toBe(1)
    expect(unknown.output).toBe('')
    expect(unknown.complaints).toContain('There is no call named people.dance.')
    expect(unknown.complaints).toContain('"code":"contract/unknown-call"')
    const notJson = await runCommand(
      ['call', 'people.page', '{limit', '--workspace', join(home, 'o.campanile')],
      { home },
    )
    expect(notJson.complaints).toContain('not JSON')
  })

  it('prints pushes as JSON lines while it watches', async () => {
    const watching = spawn(process.execPath, [commandLine, 'watch', '--workspace', host.workspace], {
      env: { ...process.env, CAMPANILE_HOME: home },
    })
    const seen: string[] = []
    watching.stdout.on('data', chunk => seen.push(...String(chunk).split('\n')))
    // The watcher says nothing when it is ready, so changes are made until it has seen one.
    while (seen.length === 0) {
      await runCommand(['call', 'workflows.create', '{"name":"Seen"}', '--workspace', host.workspace], {
        home,
      })
    }
    watching.kill('SIGTERM')
    expect(JSON.parse(seen[0] ?? '')).toMatchObject({ push: 'workflows.changed' })
  })
})
