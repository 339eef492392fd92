import { z } from 'zod'

/** As many characters as the address of a sender holds when it is a name (3GPP TS 23.040 §9.1.2.5). */
export const longestSender = 11

/** A name that a message comes from, on lines that allow one: letters, digits and spaces, and not digits alone (CT-08). */
export const contentSenderSchema = z
  .string()
  .trim()
  .max(longestSender)
  .regex(/^[A-Za-z0-9 ]*[A-Za-z][A-Za-z0-9 ]*$/)
