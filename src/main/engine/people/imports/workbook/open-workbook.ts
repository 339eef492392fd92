import { UserError } from '../../../../../shared/errors.ts'
import type { TextSource } from '../text-source.ts'
import { openPackage, type Package } from './open-package.ts'
import { readOutline, type Outline, type Sheet } from './read-outline.ts'
import { readStyles } from './read-styles.ts'
import type { NumberRules } from './sheet-rows.ts'

/** An opened workbook. */
export interface Workbook extends Outline {
  readonly name: string
  readonly rules: NumberRules
  /** @throws UserError `import/no-sheet` */
  sheet(name: string): Sheet
}

/**
 * Opens a workbook for some work and closes it after that.
 * @throws UserError those of `openPackage`, `readOutline` and `readStyles`
 */
export async function withWorkbook<T>(source: TextSource, work: (book: Workbook) => Promise<T>): Promise<T> {
  const file = await openPackage(source)
  try {
    return await work(await openWorkbook(file))
  } finally {
    file.close()
  }
}

async function openWorkbook(file: Package): Promise<Workbook> {
  const { name } = file
  const outline = await readOutline(file)
  const forms = await readStyles(name, outline.styles)
  return {
    ...outline,
    name,
    rules: { forms, isFrom1904: outline.isFrom1904 },
    sheet(wanted) {
      const found = outline.sheets.find(sheet => sheet.name === wanted)
      if (!found) throw new UserError('import/no-sheet', { file: name, sheet: wanted })
      return found
    },
  }
}
