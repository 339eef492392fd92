import { computed, type Ref } from 'vue'
import { LINES, isLineKind } from '../../../shared/lines/index.ts'
import { priceFor } from '../../../shared/lines/price-list.ts'
import type { Money } from '../../../shared/money.ts'
import { useLines } from '../delivery-settings/use-lines.ts'
import { countryOf } from './country-of.ts'

/** What a line, null for the default, asks for one part, and whether it can send under a name. */
export function useLineTerms(lineId: Ref<number | null>) {
  // Without lines there is no price, which the settings beside say.
  const lines = useLines()
  const line = computed(() =>
    lines.value?.find(({ id, isDefault }) => (lineId.value === null ? isDefault : id === lineId.value)),
  )
  return {
    line,
    /** Of one part to a number, or where most go; null where the line has none, undefined without a line. */
    priceTo(phone: string | null): Money | null | undefined {
      if (!line.value) return undefined
      const micros = priceFor(line.value, countryOf(phone))
      return micros === null ? null : { micros, currency: line.value.currency }
    },
    takesSender: computed(() => {
      const kind = line.value?.kind ?? ''
      return isLineKind(kind) && LINES[kind].capabilities.senderName
    }),
  }
}
