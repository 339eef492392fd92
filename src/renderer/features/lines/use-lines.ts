import type { Line } from '../../../shared/contract/lines.ts'
import { client } from '../../host.ts'
import { useFresh } from '../../parts/fresh/index.ts'

/** All lines, as they change. */
export function useLines() {
  const { value: lines, ...state } = useFresh<readonly Line[]>(() => client.call('lines.list', {}), {
    first: [],
    after: ['line.changed'],
  })
  return { lines, ...state }
}
