import { type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PeopleSource } from '../../../shared/contract/people.ts'
import { client } from '../../host.ts'
import { useFormat } from '../../i18n/format.ts'
import { useAttempt, type Attempt } from '../../parts/errors/index.ts'
import { useToasts } from '../../ui/index.ts'

/** Makes an audience of people behind a delivery. */
export interface ToAudience extends Pick<Attempt, 'failed'> {
  readonly save: (name: string, source: PeopleSource) => Promise<void>
}

/** @param open of the question for a name, which is closed once the audience is there */
export function useToAudience(open: Ref<boolean>): ToAudience {
  const { t } = useI18n()
  const format = useFormat()
  const { failed, attempt } = useAttempt(open)
  const save = (name: string, source: PeopleSource) =>
    attempt(async () => {
      const { audience, changed } = await client.call('audiences.addPeople', {
        audience: { name },
        selection: { all: { source }, except: [] },
        job: crypto.randomUUID(),
      })
      open.value = false
      const values = { n: format.number(changed), name: audience.name }
      useToasts().show({ title: t('deliveries.toAudience.done', values, changed) })
    })
  return { failed, save }
}
