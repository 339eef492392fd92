import { z } from 'zod'
import { readPhone } from '../phone.ts'

/** As many characters as the address of a sender holds when it is a name (3GPP TS 23.040 §9.1.2.5). */
export const longestSender = 11
/** The longest text with fields that makes a sender. */
const longestTemplate = 300

/** Whether a sender is written with fields or conditions, so that each person may see another one. */
export function isSenderTemplate(sender: string): boolean {
  return /\{[{%]/.test(sender)
}

/** What is wrong with the name of a sender; undefined where it can be sent. A number can be one as well, if it is one. */
export function senderProblem(sender: string): 'too-long' | 'digits-only' | 'characters' | undefined {
  const name = sender.trim()
  if (/^\+?[0-9]+$/.test(name)) return isNumber(name) ? undefined : 'digits-only'
  if (name.length > longestSender) return 'too-long'
  if (/[^A-Za-z0-9 ]/.test(name)) return 'characters'
  return /[A-Za-z]/.test(name) ? undefined : 'digits-only'
}

function isNumber(digits: string): boolean {
  return readPhone(digits.startsWith('+') ? digits : `+${digits}`, undefined).kind === 'ok'
}

/** A name that messages come from on a line that allows one: letters, digits and spaces, and not digits alone (CT-08). */
export const senderNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .refine(name => senderProblem(name) === undefined)

/** The same for a delivery, or a template of it over the person's fields. */
export const contentSenderSchema = z
  .string()
  .trim()
  .min(1)
  .max(longestTemplate)
  .refine(sender => isSenderTemplate(sender) || senderProblem(sender) === undefined)
