import type { z } from 'zod'
import type { DeliveryTemplate, deliveryTemplateCalls } from '../../../shared/contract/delivery-templates.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { withoutStart, type DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'

type TemplateRow = Omit<DeliveryTemplate, 'content' | 'settings'> & {
  readonly content: string
  readonly settings: string
}

/** Answers the calls about what deliveries can begin with. */
export function deliveryTemplateHandlers(context: EngineContext): HandlersOf<typeof deliveryTemplateCalls> {
  const { sql } = context.workspace
  const changed = (): Record<string, never> => {
    context.publish('deliveryTemplates.changed', {})
    return {}
  }
  return {
    'deliveryTemplates.list': () => {
      const rows = sql
        .prepare(
          `SELECT id, label, description, content, settings, changed_at changedAt
           FROM delivery_templates ORDER BY label_key`,
        )
        .all() as TemplateRow[]
      return rows.map(row => ({
        ...row,
        content: JSON.parse(row.content) as DeliveryContent,
        settings: JSON.parse(row.settings) as DeliverySettings,
      }))
    },
    'deliveryTemplates.add': input => {
      const id = addTemplate(context, input)
      changed()
      return { id }
    },
    'deliveryTemplates.describe': ({ id, label, description }) => {
      refuseTaken(context, label, id)
      const { changes } = sql
        .prepare('UPDATE delivery_templates SET label = ?, label_key = ?, description = ? WHERE id = ?')
        .run(label, keyOf(label), description, id)
      if (changes === 0) throw new UserError('delivery-template/not-found')
      return changed()
    },
    'deliveryTemplates.remove': ({ id }) => {
      const { changes } = sql.prepare('DELETE FROM delivery_templates WHERE id = ?').run(id)
      if (changes === 0) throw new UserError('delivery-template/not-found')
      return changed()
    },
  }
}

type Added = z.output<(typeof deliveryTemplateCalls)['deliveryTemplates.add']['input']>

function addTemplate(context: EngineContext, added: Added): number {
  const { label, description, content, settings, replaces } = added
  if (!replaces) refuseTaken(context, label)
  return context.workspace.sql
    .prepare(
      `INSERT INTO delivery_templates (label, label_key, description, content, settings, changed_at)
       VALUES (@label, @key, @description, @content, @settings, @now)
       ON CONFLICT (label_key) DO UPDATE SET label = @label, description = @description, content = @content,
         settings = @settings, changed_at = @now
       RETURNING id`,
    )
    .pluck()
    .get({
      label,
      key: keyOf(label),
      description,
      content: JSON.stringify(content),
      settings: JSON.stringify(withoutStart(settings)),
      now: context.clock.now(),
    }) as number
}

function refuseTaken({ workspace: { sql } }: EngineContext, label: string, id?: number): void {
  const twin: unknown = sql
    .prepare('SELECT id FROM delivery_templates WHERE label_key = ?')
    .pluck()
    .get(keyOf(label))
  if (twin !== undefined && twin !== id) throw new UserError('delivery-template/label-taken', { label })
}

function keyOf(label: string): string {
  return label.normalize('NFC').toLocaleLowerCase('en')
}
