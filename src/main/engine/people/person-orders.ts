/**
 * The tables that hold everyone in the order of a column, as (key, person_id); the key of a person without a value is
 * empty. They are kept by triggers, and filled by imports at their end.
 */
export const personOrders = {
  name: { table: 'person_names', key: 'name_key', ofPerson: 'people.name_key' },
  phone: { table: 'person_phones', key: 'phone', ofPerson: "coalesce(people.phone, '')" },
} as const

export type PersonOrder = (typeof personOrders)[keyof typeof personOrders]
