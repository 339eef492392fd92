import { footerFor } from '../delivery/content-footer.ts'
import type { DeliveryContent } from '../delivery/delivery-content.ts'
import { replaceCostly } from '../sms/replacements.ts'
import { parseTemplate } from '../template.ts'
import type {
  Fill,
  RenderedText,
  Template,
  TemplateFault,
  TemplateField,
} from '../template/template-types.ts'
import { compileSender, type CompiledSender } from './compile-sender.ts'
import { matchLanguage } from './match-language.ts'
import { linkReplacer, linksOf, shortLink } from './short-links.ts'

/** What the workspace adds to a content. */
export interface ContentSetting {
  /** Fields and columns that the texts may name. */
  readonly fields: Iterable<string>
  /** Texts of the snippets, by key. */
  readonly snippets: ReadonlyMap<string, string>
  /** The workspace's own words for opting out, by language. */
  readonly footers: Readonly<Record<string, string>>
  /** The language of texts that do not say theirs. */
  readonly language?: string | undefined
  /** What short links begin with; undefined where links stay as they are. */
  readonly linkDomain: string | undefined
}

/** A fault, and in which variant; null for the text that everyone else gets. */
export interface ContentFault extends TemplateFault {
  readonly language: string | null
  /** In which text of a test; 0 for that of the content itself. */
  readonly test: number
  /** It is in the name of the sender, not in a text. */
  readonly of?: 'sender'
}

/** Whose text it is. */
export interface ContentUse {
  readonly deliveryId: number
  readonly personId: number
  /** A variant by its language, or null for the default, whatever the person's language. */
  readonly as?: string | null | undefined
  /** Which text of a test, 0 being that of the content itself. */
  readonly test?: number | undefined
}

/** A whole message to one person. */
export interface FilledContent extends RenderedText {
  /** The language of the variant; null for the default. */
  readonly variant: string | null
  /** Of a sender with fields: the name for this person, empty where it comes out so; absent for a plain one. */
  readonly sender?: string
}

/** A content that has been read: what it needs of a person, and what it then says. */
export interface CompiledContent {
  readonly faults: readonly ContentFault[]
  /** In the order in which `fill` takes their values; the language is among them where there are variants. */
  readonly fields: readonly TemplateField[]
  /** Languages of the variants. */
  readonly languages: readonly string[]
  /** Links that are shortened, in the order in which they are counted. */
  readonly links: readonly string[]
  /** What begins the short links; undefined where they stay as they are. */
  readonly linkDomain: string | undefined
  /**
   * @throws UserError `template/faulty` where a filter fails on this person's values, and Error for a faulty content
   */
  fill(values: readonly (string | null)[], use: ContentUse): FilledContent
}

/** What a content is made of; a draft may lack or hold what cannot be sent. */
export type ContentParts = Pick<
  DeliveryContent,
  'text' | 'language' | 'variants' | 'footer' | 'links' | 'characters' | 'test' | 'sender'
>

/** Reads a content and everything that belongs to it; it never throws: what is wrong is in `faults`. */
export function compileContent(content: ContentParts, setting: ContentSetting): CompiledContent {
  const names = [...setting.fields]
  const texts: readonly ContentText[] = [content, ...(content.test?.others ?? [])]
  const variants = content.variants ?? []
  const read = texts.flatMap((one, test) => readVersions(one, test, { names, snippets: setting.snippets }))
  const from = compileSender(content.sender, names)
  const faults = faultsOf(read, from)
  const fields = joinFields(
    [...read.map(({ template }) => template.fields), from?.fields ?? []],
    texts.some(one => one.variants !== undefined && one.variants.length > 0),
  )
  const versions = read.map(({ language, own, test, template }): Version => {
    const ending = endingOf({ footer: content.footer, language: own }, language, setting)
    return { language, test, ending, fill: refill(template, fields) }
  })
  const nameSender = from && refill(from, fields)
  const { linkDomain } = setting
  const links = content.links || !linkDomain ? [] : linksOf(writtenIn(read, setting.snippets))
  const finish = finisherOf(content, links, linkDomain)
  const ofTest = texts.map((_, test) => versions.filter(version => version.test === test))
  const chooseOf = ofTest.map(those => chooserOf(those, fields))
  return {
    faults,
    fields,
    languages: variants.map(({ language }) => language),
    links,
    linkDomain,
    fill(values, use) {
      if (faults.length > 0) throw new Error('a content with faults cannot be rendered')
      const choose = chooseOf[use.test ?? 0] ?? refuseChoice
      const { language, ending, fill } = choose(values, use.as)
      const rendered = fill(values)
      const sender = nameSender?.(values).text.trim()
      const filled = { ...rendered, variant: language, ...(sender === undefined ? {} : { sender }) }
      if (rendered.text.trim() === '') return filled
      return { ...filled, text: finish(rendered.text + ending, use) }
    },
  }
}

/** Those of the texts, then those of the sender. */
function faultsOf(
  texts: ReturnType<typeof readVersions>,
  sender: CompiledSender | undefined,
): ContentFault[] {
  const inTexts = texts.flatMap(({ language, test, template }) =>
    template.faults.map(fault => ({ ...fault, language, test })),
  )
  const inSender = (sender?.faults ?? []).map(fault => {
    return { ...fault, language: null, test: 0, of: 'sender' as const }
  })
  return [...inTexts, ...inSender]
}

type ContentText = Pick<ContentParts, 'text' | 'language' | 'variants'>

/** The text and its variants; `own` is the language that the text is said to be in. */
function readVersions(
  { text: usual, language: own, variants = [] }: ContentText,
  test: number,
  { names, snippets }: { readonly names: readonly string[]; readonly snippets: ContentSetting['snippets'] },
) {
  return [{ language: null, text: usual }, ...variants].map(({ language, text }) => {
    return { language, own, test, text, template: parseTemplate(text, names, snippets) }
  })
}

interface Version {
  readonly language: string | null
  readonly test: number
  /** What follows each text, with the line break before it; empty where nothing does. */
  readonly ending: string
  /** With the values of the whole content. */
  readonly fill: Fill
}

function joinFields(lists: readonly (readonly TemplateField[])[], needsLanguage: boolean): TemplateField[] {
  const joined = new Map<string, TemplateField>()
  for (const field of lists.flat()) {
    const isRequired = field.isRequired || joined.get(field.name)?.isRequired === true
    joined.set(field.name, { name: field.name, isRequired })
  }
  if (needsLanguage && !joined.has('language'))
    joined.set('language', { name: 'language', isRequired: false })
  return [...joined.values()]
}

/** The only text of a content takes the values as they are, which is what most contents and large audiences have. */
function refill(template: Pick<Template, 'fields' | 'fill'>, fields: readonly TemplateField[]): Fill {
  const places = template.fields.map(({ name }) => fields.findIndex(field => field.name === name))
  if (places.every((place, index) => place === index)) return template.fill
  return values => template.fill(places.map(place => values[place] ?? null))
}

function endingOf(
  { footer, language: own }: Pick<ContentParts, 'footer' | 'language'>,
  language: string | null,
  { footers, language: usual }: ContentSetting,
): string {
  return footer?.kind === 'on' ? `\n${footerFor(language ?? own ?? usual, footers)}` : ''
}

const SNIPPET = /\{%-?\s*snippet\s+["']?([a-z][a-z0-9_]*)/g

/** The texts and the snippets that they name. */
function writtenIn(
  texts: readonly { readonly text: string }[],
  snippets: ReadonlyMap<string, string>,
): string[] {
  return texts.flatMap(({ text }) => {
    const keys = Array.from(text.matchAll(SNIPPET), match => match[1] ?? '')
    return [text, ...keys.map(key => snippets.get(key) ?? '')]
  })
}

type Finish = (text: string, use: ContentUse) => string

/** What is done to a whole text: plain characters first, so that a link is never changed. */
function finisherOf(
  { characters }: ContentParts,
  links: readonly string[],
  domain: string | undefined,
): Finish {
  const replace = linkReplacer(links)
  const shorten: Finish =
    domain === undefined || links.length === 0
      ? text => text
      : (text, use) => replace(text, link => shortLink(domain, { ...use, link }))
  return characters === 'plain' ? (text, use) => shorten(replaceCostly(text), use) : shorten
}

/** Which version a person gets, by their language; looked up once for each way in which it is written. */
function chooserOf(versions: readonly Version[], fields: readonly TemplateField[]) {
  const [usual = refused, ...variants] = versions
  const languages = variants.map(({ language }) => language ?? '')
  const at = fields.findIndex(({ name }) => name === 'language')
  const known = new Map<string | null, Version>()
  return (values: readonly (string | null)[], as?: string | null): Version => {
    if (variants.length === 0 || as === null) return usual
    const wanted = as ?? values[at] ?? null
    const found = known.get(wanted) ?? variants[matchLanguage(languages, wanted)] ?? usual
    known.set(wanted, found)
    return found
  }
}

function refuseChoice(): Version {
  return refused
}

const refused: Version = {
  language: null,
  test: 0,
  ending: '',
  fill: () => {
    throw new Error('a content without a text')
  },
}
