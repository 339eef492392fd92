import { z } from 'zod'

/** As many characters as the address of a sender holds when it is a name (3GPP TS 23.040 §9.1.2.5). */
export const longestSender = 11

/** A name that a message comes from, on lines that allow one: letters, digits and spaces, and not digits alone (CT-08). */
export const contentSenderSchema = z
  .string()
  .trim()
  .max(longestSender)
  .regex(/^[A-Za-z0-9 ]*[A-Za-z][A-Za-z0-9 ]*$/)

/** What is wrong with the name of a sender; undefined where it can be sent. */
export function senderProblem(sender: string): 'too-long' | 'digits-only' | 'characters' | undefined {
  const name = sender.trim()
  if (name.length > longestSender) return 'too-long'
  if (/[^A-Za-z0-9 ]/.test(name)) return 'characters'
  return /[A-Za-z]/.test(name) ? undefined : 'digits-only'
}
