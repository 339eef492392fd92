import { posix } from 'node:path'
import { UserError } from '../../../../../shared/errors.ts'
import type { Package, Part } from './open-package.ts'
import { readOutlineXml, type Attributes } from './read-xml.ts'

/** A sheet with cells. */
export interface Sheet {
  readonly name: string
  readonly isHidden: boolean
  readonly part: Part
}

/** What a workbook consists of (ECMA-376 Part 1, §12.3 and §18.2). */
export interface Outline {
  readonly sheets: readonly Sheet[]
  /** Days are counted from 1904 rather than from 1900 (§18.2.28). */
  readonly isFrom1904: boolean
  readonly strings: Part | undefined
  readonly styles: Part | undefined
}

interface Relation {
  /** The last word of its type. */
  readonly type: string
  readonly path: string
}

/**
 * Reads what a workbook consists of.
 * @throws UserError `import/other-workbook`, `import/packed`, `import/workbook-damaged`
 */
export async function readOutline(book: Package): Promise<Outline> {
  const main = await findMain(book)
  const relations = await readRelations(book, main.path)
  const partOf = (type: string): Part | undefined => {
    const relation = [...relations.values()].find(candidate => candidate.type === type)
    return relation && book.part(relation.path)
  }
  const sheets: Sheet[] = []
  let isFrom1904 = false
  await readOutlineXml(book.name, main, {
    open(name, attributes) {
      if (name === 'workbookPr') isFrom1904 = isTrue(attributes['date1904'])
      if (name !== 'sheet') return
      const relation = relations.get(relationId(attributes))
      const part = relation?.type === 'worksheet' ? book.part(relation.path) : undefined
      const { name: title = '', state = 'visible' } = attributes
      if (part) sheets.push({ name: title, isHidden: state !== 'visible', part })
    },
  })
  if (sheets.length === 0) throw new UserError('import/workbook-damaged', { file: book.name })
  return { sheets, isFrom1904, strings: partOf('sharedStrings'), styles: partOf('styles') }
}

/** Parts by which the packages of other programs are known. */
const others = ['mimetype', 'xl/workbook.bin', 'index/document.iwa', 'index.zip']

async function findMain(book: Package): Promise<Part> {
  if (others.some(path => book.part(path))) throw new UserError('import/other-workbook', { file: book.name })
  const relations = book.part('_rels/.rels') ? await readRelations(book, '') : new Map<string, Relation>()
  const named = [...relations.values()].find(({ type }) => type === 'officeDocument')
  const main = book.part(named?.path ?? 'xl/workbook.xml')
  if (!main || !/workbook[^/]*\.xml$/i.test(main.path))
    throw new UserError('import/packed', { file: book.name })
  return main
}

/** Where the relations of a part lead, by their ids (ECMA-376 Part 2, §9.3). */
async function readRelations(book: Package, path: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = posix.dirname(`/${path}`)
  const relations = new Map<string, Relation>()
  const part = book.part(posix.join(folder, '_rels', `${posix.basename(path)}.rels`))
  if (!part) return relations
  await readOutlineXml(book.name, part, {
    open(name, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (name !== 'Relationship') return
      relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), path: posix.resolve(folder, target) })
    },
  })
  return relations
}

/** Its namespace has another prefix in some files. */
function relationId(attributes: Attributes): string {
  const name = Object.keys(attributes).find(candidate => candidate.endsWith(':id'))
  return (name && attributes[name]) || ''
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on'
}
