import { Tag, type Context, type Emitter, type Liquid, type TagToken, type Template } from 'liquidjs'

/** The tag `{% snippet name %}` of one dialect: what a snippet says stands in its place. */
export function snippetTag(snippets: ReadonlyMap<string, string>, parse: (text: string) => Template[]) {
  return class extends SnippetTag {
    constructor(token: TagToken, remain: ConstructorParameters<typeof Tag>[1], liquid: Liquid) {
      super(token, remain, liquid)
      const text = snippets.get(this.key)
      this.templates = text === undefined ? [] : parse(text)
    }
  }
}

/** A place in a text where a snippet stands. */
export class SnippetTag extends Tag {
  readonly key: string
  templates: Template[] = []

  constructor(token: TagToken, remain: ConstructorParameters<typeof Tag>[1], liquid: Liquid) {
    super(token, remain, liquid)
    this.key = token.args.trim().replace(/^(["'])(.*)\1$/, '$2')
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void> {
    yield this.liquid.renderer.renderTemplates(this.templates, context, emitter)
  }

  // oxlint-disable-next-line require-yield -- what a tag holds comes from a generator
  *children(): Generator<unknown, Template[]> {
    return this.templates
  }
}
