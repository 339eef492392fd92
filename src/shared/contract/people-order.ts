import { z } from 'zod'
import { fieldKey } from './feature.ts'

/** Columns that every list of people can be sorted by; `id` is the order of creation. */
export const sortColumns = [
  'id',
  'last_name',
  'phone',
  'state',
  'country',
  'language',
  'tags',
  'time_zone',
  'created_at',
] as const

/** A column of a list of people, a custom field as `field:<key>`. */
export const sortBySchema = z.union([z.enum(sortColumns), z.templateLiteral(['field:', fieldKey])])
export type SortBy = z.infer<typeof sortBySchema>

/** In which order people are listed. Whoever has nothing in the column comes last, in either direction. */
export const peopleOrder = {
  sortBy: sortBySchema.default('id'),
  descending: z.boolean().default(false),
  /** The language (BCP 47) by whose names countries and languages are sorted; without one, by their codes. */
  locale: z.string().max(35).optional(),
}
const order = z.object(peopleOrder)
export type PeopleOrder = z.output<typeof order>
