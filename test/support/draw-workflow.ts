import type { DeliveryContent } from '../../src/shared/delivery/delivery-content.ts'
import { everyone } from '../../src/shared/rule.ts'
import { documentVersion, type WorkflowDocument } from '../../src/shared/workflow-document.ts'

/** Build audience of everybody → SMS over the default line. */
export function drawWorkflow(given: string | DeliveryContent): WorkflowDocument {
  const content = typeof given === 'string' ? { text: given } : given
  const common = { version: 1, label: '', position: { x: 0, y: 0 } }
  const delivery = { lineId: null, maxParts: 10 }
  return {
    version: documentVersion,
    activities: [
      { ...common, id: 'audience', kind: 'build-audience', settings: { source: 'rule', rule: everyone } },
      { ...common, id: 'sms', kind: 'sms', settings: { content, delivery, outbound: 'none' } },
    ],
    transitions: [{ id: 'audience-sms', from: 'audience', outlet: 'result', to: 'sms' }],
  }
}
