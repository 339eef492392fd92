import { z } from 'zod'

const MOST_PER_MINUTE = 100_000

/** A line's pace in messages a minute; 0 sends as fast as the line answers. */
export const perMinuteSchema = z.number().int().min(0).max(MOST_PER_MINUTE)
