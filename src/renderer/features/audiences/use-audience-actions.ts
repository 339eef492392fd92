import type { ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Audience } from '../../../shared/contract/audiences.ts'
import { client } from '../../host.ts'
import { useFormat } from '../../i18n/format.ts'
import { useToasts } from '../../ui/index.ts'
import { copyName } from './copy-name.ts'

/** What can be made of an audience. */
export interface AudienceActions {
  readonly duplicate: (audience: Audience) => Promise<Audience>
  /** Makes a list of whoever fits now, under a name of its own. */
  readonly freeze: (audience: Pick<Audience, 'name' | 'rule'>) => Promise<Audience>
  /** Fills a list anew, and says how many came and went. */
  readonly refresh: (audience: Audience) => Promise<void>
}

/** @param all the audiences there are, whose names are taken */
export function useAudienceActions(all: Readonly<ShallowRef<readonly Audience[]>>): AudienceActions {
  const { t } = useI18n()
  const format = useFormat()
  const { show } = useToasts()
  const taken = (): string[] => all.value.map(each => each.name)
  const freeName = (write: (count: number) => string): string => copyName(taken(), write).slice(0, 200)

  return {
    duplicate({ id, name }) {
      const free = freeName(count =>
        count === 1 ? t('audiences.copyOf', { name }) : t('audiences.copyNumber', { name, count }),
      )
      return client.call('audiences.duplicate', { id, name: free })
    },
    freeze({ name, rule }) {
      const free = freeName(count =>
        count === 1 ? t('audiences.listOf', { name }) : t('audiences.listNumber', { name, count }),
      )
      return client.call('audiences.freeze', { name: free, rule })
    },
    async refresh({ id, name }) {
      const { added, removed } = await client.call('audiences.refresh', { id })
      const counts = { added: format.number(added), removed: format.number(removed) }
      show({ title: t('audiences.refreshed', { name }), text: t('audiences.refreshedBy', counts) })
    },
  }
}
