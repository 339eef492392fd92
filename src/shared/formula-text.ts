/** What a spreadsheet may take for the beginning of a formula in a text file, its wide forms included (OWASP, CSV injection). */
const start = /^[=+\-@\t\r\n＝＋－＠]/

/** Whether a spreadsheet could calculate a text instead of showing it. */
export function isFormulaLike(text: string): boolean {
  return start.test(text)
}

/** The mark before a text that keeps a spreadsheet from calculating it; the spreadsheet itself does not show it. */
export const textMark = "'"
