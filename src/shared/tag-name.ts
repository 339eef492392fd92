import { z } from 'zod'

/** In characters. */
export const longestTagName = 60

/** What a tag of people is called. */
export const tagNameSchema = z.string().trim().min(1).max(longestTagName)
