import type { z } from 'zod'
import type { contentCountCalls } from '../../../shared/contract/content-count.ts'
import type { contentCalls } from '../../../shared/contract/content.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import { parseTemplate } from '../../../shared/template.ts'
import { compileContent } from '../../../shared/content/compile-content.ts'
import { createContentReader } from './content-reader.ts'
import { createContentCounts } from './count-content.ts'
import { readContentSetting } from './read-content-setting.ts'
import { renderPerson } from './render-person.ts'
import type { EngineContext } from '../context.ts'
import { createJobs, type Jobs } from '../create-jobs.ts'
import { peopleListOf } from '../people/people-list.ts'
import { readFieldNames } from '../preparation/preparation-plan.ts'

type PreviewInput = z.output<(typeof contentCalls)['content.preview']['input']>
type Preview = z.output<(typeof contentCalls)['content.preview']['output']>

/** Answers the calls about what a message says. */
export function contentHandlers(
  context: EngineContext,
  jobs: Jobs = createJobs(),
): HandlersOf<typeof contentCalls & typeof contentCountCalls> {
  const { sql } = context.workspace
  const counts = createContentCounts(context)
  return {
    'content.check': ({ columns = [], kind, ...content }) => {
      const names = [...readFieldNames(sql), ...columns.map(({ name }) => name)]
      const { faults, fields } =
        kind === 'value'
          ? parseTemplate(content.text, names)
          : compileContent(content, readContentSetting(sql, names))
      return { faults: [...faults], fields: [...fields] }
    },
    'content.preview': input => preview(context, input),
    'content.count': input => jobs.run(input.job, signal => counts.count(input, signal)),
    'content.cancelCount': ({ job }) => {
      jobs.cancel(job)
      return {}
    },
    'content.tipped': input => counts.tipped(input),
  }
}

async function preview({ workspace: { sql } }: EngineContext, input: PreviewInput): Promise<Preview> {
  const { source, index, personId, as, columns, ...content } = input
  const reader = createContentReader(sql, { content, source, columns })
  const { total, ids } = await peopleListOf(sql).window({
    source,
    offset: index,
    limit: 1,
    sortBy: 'id',
    descending: false,
  })
  const shown = personId ?? ids[0]
  const { faults, rendered } =
    shown === undefined
      ? { faults: [...reader.compiled.faults], rendered: null }
      : renderPerson(sql, reader, { personId: shown, as })
  return { faults, total, rendered, standIns: rendered ? [...reader.standIns] : [] }
}
