import { Position, useHandle, useVueFlow, type Connection, type HandleElement } from '@vue-flow/core'
import { useEventListener } from '@vueuse/core'
import { inject, provide, shallowRef, type InjectionKey, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { connectionProblem, type ConnectionProblem } from '../../../../shared/workflow/connection-problem.ts'
import { useToasts } from '../../../ui/index.ts'
import { useWorkflow } from '../state/use-workflow.ts'
import { outletTop } from './lines.ts'
import { nodeSize } from './place-activity.ts'
import type { ActivityNodeData } from './to-flow.ts'

/** What a dot has to know. */
export interface Dots {
  /** What the canvas library calls this canvas, within the ids of its elements. */
  readonly canvasId: string
  /** Says where the dots of an activity are, as soon as it has any. */
  readonly place: (data: ActivityNodeData) => void
}
const key: InjectionKey<Dots> = Symbol('dots')

/**
 * Lets the activities of the calling canvas be connected: lines are pulled out of dots, or a first press chooses where
 * one begins and a second one where it ends. One listener for a thousand dots, of which one is pulled at any time.
 */
export function provideConnecting(root: Readonly<Ref<HTMLElement | null>>): void {
  const { id: canvasId, findNode, nodesConnectable } = useVueFlow()
  const mayConnect = useRefusing()
  const dot = shallowRef<HTMLElement | null>(null)

  const { handlePointerDown, handleClick } = useHandle({
    nodeId: () => dot.value?.dataset['nodeid'] ?? '',
    handleId: () => dot.value?.dataset['handleid'] ?? null,
    type: () => (dot.value?.classList.contains('target') ? 'target' : 'source'),
    isValidConnection: () => mayConnect,
  })

  /** The library wants to be told by the dot itself. */
  function handOver(event: Event): void {
    const pressed = event.target instanceof Element ? event.target.closest('.vue-flow__handle') : null
    if (!(pressed instanceof HTMLElement) || !nodesConnectable.value) return
    if (event instanceof MouseEvent && event.button !== 0) return
    dot.value = pressed
    const act = event instanceof MouseEvent && event.type === 'click' ? handleClick : handlePointerDown
    pressed.addEventListener(event.type, own => act(own as MouseEvent), { once: true })
  }
  useEventListener(root, ['mousedown', 'touchstart', 'click'], handOver, { capture: true, passive: true })

  provide(key, {
    canvasId,
    place(data) {
      const node = findNode(data.activity.id)
      if (node) node.handleBounds = { source: outletsOf(data), target: inletOf(data) }
    },
  })
}

/** What the engine would refuse cannot be drawn, and one is told why: a line that vanishes leaves one wondering. */
function useRefusing(): (connection: Connection) => boolean {
  const { document } = useWorkflow()
  const { connectionStatus, onConnectEnd } = useVueFlow()
  const toasts = useToasts()
  const { t } = useI18n()
  let problem: ConnectionProblem | null = null

  onConnectEnd(() => {
    // Who lets go of a line near where it began has thought better of it.
    if (connectionStatus.value !== 'invalid' || problem === null || problem === 'same-activity') return
    toasts.show({ title: t('workflows.editor.notConnected'), text: t(`workflows.problem.${problem}`) })
  })

  return ({ source, sourceHandle, target }) => {
    problem = connectionProblem(document.value, { from: source, outlet: sourceHandle ?? '', to: target })
    return problem === null
  }
}

/** The dots of the canvas around the calling component. */
export function useDots(): Dots {
  const dots = inject(key)
  if (!dots) throw new Error('There is no canvas here')
  return dots
}

const size = { width: 12, height: 12 } as const
const half = size.width / 2

function outletsOf({ activity, outlets }: ActivityNodeData): HandleElement[] {
  return outlets.map((id, index) => ({
    id,
    type: 'source',
    nodeId: activity.id,
    position: Position.Right,
    x: nodeSize.width - 1 - half,
    y: outletTop(index, outlets.length) - half,
    ...size,
  }))
}

function inletOf({ activity, hasInlet }: ActivityNodeData): HandleElement[] {
  if (!hasInlet) return []
  const place = { x: 1 - half, y: nodeSize.height / 2 - half }
  return [{ id: 'in', type: 'target', nodeId: activity.id, position: Position.Left, ...place, ...size }]
}
